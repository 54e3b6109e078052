import { resolveObjectURL } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { lendAddress } from '../../../../renderer/app/file-address.ts';

const file = (): Blob => new Blob(['a picture']);

function shownOf(coming: Promise<Blob>) {
  const shown: (string | null | 'lost')[] = [];
  const giveBack = lendAddress(
    coming,
    (address) => shown.push(address),
    () => shown.push('lost'),
  );
  return { shown, giveBack };
}

describe('the address of a file within the page', () => {
  it('leads to the file while it is shown, and nowhere afterwards', async () => {
    const { shown, giveBack } = shownOf(Promise.resolve(file()));
    await expect.poll(() => shown.length).toBe(1);
    const [address] = shown;
    expect(await resolveObjectURL(address ?? '')?.text()).toBe('a picture');
    giveBack();
    expect(shown).toEqual([address, null]);
    expect(resolveObjectURL(address ?? '')).toBeUndefined();
  });

  it('is never made for a file that comes when nobody looks any more', async () => {
    const coming = Promise.withResolvers<Blob>();
    const { shown, giveBack } = shownOf(coming.promise);
    giveBack();
    coming.resolve(file());
    await coming.promise;
    expect(shown).toEqual([]);
  });

  it('stays away where the file cannot be had, which is told while somebody looks', async () => {
    const coming = Promise.reject(new Error('It made room for another'));
    const { shown, giveBack } = shownOf(coming);
    await coming.catch(() => undefined);
    giveBack();
    expect(shown).toEqual(['lost']);
  });

  it('is no loss to somebody who has looked away before it could not be had', async () => {
    const coming = Promise.withResolvers<Blob>();
    const { shown, giveBack } = shownOf(coming.promise);
    giveBack();
    coming.reject(new Error('Not wanted any more'));
    await coming.promise.catch(() => undefined);
    expect(shown).toEqual([]);
  });
});
