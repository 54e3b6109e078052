import type { ParentPort as ElectronParentPort, MessagePortMain } from 'electron';
import { describe, expectTypeOf, it } from 'vitest';
import type { ParentPort, ShellPort } from '../../../main/domain/shell-port.ts';
import type { PortLike } from '../../../main/engine/doors/port.ts';
import type { ShellParent } from '../../../main/workers/shell-port.ts';

// Held by the type check: the engine and the workers write these shapes down because only the shell knows Electron.
describe('the shapes of ports outside the shell', () => {
  it("fit Electron's own", () => {
    expectTypeOf<MessagePortMain>().toExtend<ShellPort>();
    expectTypeOf<MessagePortMain>().toExtend<PortLike>();
    expectTypeOf<ElectronParentPort>().toExtend<ParentPort>();
    expectTypeOf<ElectronParentPort>().toExtend<ShellParent>();
  });
});
