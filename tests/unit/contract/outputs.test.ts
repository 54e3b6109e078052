import { describe, expect, it } from 'vitest';
import { outputSecrets } from '../../../preload/contract/outputs.ts';

describe('the headers of a webhook', () => {
  it('are taken without the line break that came with a copy', () => {
    expect(outputSecrets.parse({ headers: { 'X-Key': 'secret \n' } })).toEqual({ headers: { 'X-Key': 'secret' } });
  });

  it.each(['two\nlines', 'nul\0', 'price in €', ' '])('are refused where no request could carry them: %j', (value) => {
    const parsed = outputSecrets.safeParse({ headers: { 'X-Key': value } });
    expect(parsed.success).toBe(false);
    // Whoever reads the refusal is not told the secret.
    if (value.trim() !== '') expect(parsed.error?.message).not.toContain(JSON.stringify(value).slice(1, -1));
  });
});
