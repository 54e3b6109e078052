import { z } from 'zod';

/** What both databases and every log can hold: well-formed, without control characters. */
export const syncText = (most: number) =>
  z
    .string()
    .max(most)
    .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), 'text without control characters');

/** Fits a column of four bytes. */
export const whole = z.number().int().min(0).max(2_147_483_647);

export const sampleId = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

export const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/, '64 hexadecimal digits in lower case');
