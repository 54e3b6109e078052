import { describe, expect, it } from 'vitest';
import { stationMenu } from '../../../main/shell/station-menu.ts';

const rolesOf = (needs: Parameters<typeof stationMenu>[0]): readonly string[] =>
  stationMenu(needs).flatMap(({ submenu }) =>
    Array.isArray(submenu) ? submenu.flatMap(({ role }) => (role === undefined ? [] : [role])) : [],
  );

describe('the menu', () => {
  it.each([true, false])('offers editing, zoom and closing with the keys of its platform (mac: %s)', (mac) => {
    const roles = rolesOf({ mac, devTools: false, name: 'Caracal' });
    for (const role of [
      'cut',
      'copy',
      'paste',
      'selectAll',
      'zoomIn',
      'zoomOut',
      'resetZoom',
      'togglefullscreen',
      'minimize',
      'close',
      'quit',
    ]) {
      expect(roles).toContain(role);
    }
  });

  it('offers the inspector to developers alone', () => {
    expect(rolesOf({ mac: false, devTools: false, name: 'Caracal' })).not.toContain('toggleDevTools');
    expect(rolesOf({ mac: false, devTools: true, name: 'Caracal' })).toContain('toggleDevTools');
  });

  it('is reached by letters where it can be opened with Alt', () => {
    const labels = stationMenu({ mac: false, devTools: false, name: 'Caracal' }).map(({ label = '' }) => label);
    expect(labels.every((label) => /&\w/.test(label))).toBe(true);
  });
});
