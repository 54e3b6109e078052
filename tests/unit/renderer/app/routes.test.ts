import { describe, expect, it } from 'vitest';
import { mayUse, parseRoute, seatHref, seats } from '../../../../renderer/app/routes.ts';

describe('the address of a page', () => {
  it('leads to the seat it names, and to Inspect where it names none', () => {
    expect(parseRoute('#/history?label=open')).toEqual({ seat: 'history', query: new URLSearchParams('label=open') });
    expect(parseRoute('').seat).toBe('inspect');
    expect(parseRoute('#/nowhere').seat).toBeNull();
  });

  it('is read back as it was written', () => {
    const { seat, query } = parseRoute(seatHref('history', { label: 'pin hole & more' }));
    expect([seat, query.get('label')]).toEqual(['history', 'pin hole & more']);
  });
});

describe('the seats of a role', () => {
  it('follow the contract: a kiosk watches, an operator uses every seat but the one that teaches', () => {
    expect(seats.filter((seat) => mayUse(seat, 'kiosk'))).toEqual(['inspect', 'wall', 'system']);
    expect(seats.filter((seat) => mayUse(seat, 'operator'))).toEqual(seats.filter((seat) => seat !== 'teach'));
    expect(seats.filter((seat) => mayUse(seat, 'supervisor'))).toEqual([...seats]);
  });
});
