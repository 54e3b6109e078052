export const tabNames = ['what', 'where', 'rules', 'parts', 'tell'] as const;
export type TabName = (typeof tabNames)[number];

const tabs: Readonly<Record<string, TabName>> = {
  name: 'what',
  sourceId: 'what',
  models: 'what',
  inputSizes: 'what',
  code: 'what',
  region: 'where',
  zones: 'where',
  lines: 'where',
  calibration: 'where',
  follow: 'where',
  rules: 'rules',
  parts: 'parts',
  vote: 'parts',
  outputs: 'tell',
};

/** Where on the seat a place in a recipe is found. */
export const tabOf = (path: string): TabName => tabs[path.split('.')[0] ?? ''] ?? 'what';
