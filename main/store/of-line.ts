/**
 * Holds for rows of what a line saw, not of a batch: a folder of old pictures is no part of the shift, and to an endpoint it would
 * look like a line that drifts.
 */
export const ofLineSql = "source_id NOT GLOB 'batch-*'";

export const isOfLine = (sourceId: string): boolean => !sourceId.startsWith('batch-');
