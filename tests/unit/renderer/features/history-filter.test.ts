import { describe, expect, it } from 'vitest';
import { parseRoute } from '../../../../renderer/app/routes.ts';
import { filterOf, hrefOf, isFiltered, viewOf } from '../../../../renderer/features/history/history-filter.ts';

const plain = viewOf(new URLSearchParams());

describe('the view of the history', () => {
  it('is read back from its address as it was', () => {
    const view = { ...plain, verdict: 'fail', label: 'pin-hole', span: 'day', open: '12' } as const;
    expect(viewOf(parseRoute(hrefOf(view)).query)).toEqual(view);
    expect(hrefOf(plain)).toBe('#/history');
  });

  it('ignores what an address cannot mean', () => {
    expect(viewOf(new URLSearchParams('verdict=good&span=ever&tab=x'))).toEqual(plain);
  });

  it('lists what nobody judged, but no part: those are always judged', () => {
    const none = { ...plain, verdict: 'none' };
    expect(viewOf(parseRoute(hrefOf(none)).query)).toEqual(none);
    expect(filterOf(none, 1_000)).toEqual({ verdict: 'none' });
    expect(viewOf(new URLSearchParams('verdict=none&tab=parts'))).toEqual({ ...plain, tab: 'parts' });
  });

  it('asks only for what was chosen', () => {
    expect(filterOf(plain, 1_000)).toEqual({});
    expect(isFiltered(plain)).toBe(false);
    expect(filterOf({ ...plain, source: 'demo', span: 'hour' }, 10_000_000)).toEqual({
      sourceId: 'demo',
      since: 6_400_000,
    });
  });
});
