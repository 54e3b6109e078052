import { oc } from '@orpc/contract';
import { failures } from './failures.ts';

export const roles = ['operator', 'supervisor', 'admin', 'kiosk', 'service'] as const;
export type Role = (typeof roles)[number];

export interface CapabilityMeta {
  /** Who may call; enforced in one place, `main/engine/doors/procedures.ts`. */
  readonly roles: readonly Role[];
  /** Whether a call enters the audit log: true for whatever changes a label, a model, a setting or a person. */
  readonly audited: boolean;
}

export const everyone: readonly Role[] = roles;
export const staff: readonly Role[] = ['operator', 'supervisor', 'admin', 'service'];
export const leads: readonly Role[] = ['supervisor', 'admin', 'service'];
export const admins: readonly Role[] = ['admin'];

/** Every capability can fail in these ways: the doors and the processes behind them are common to all. */
const common = failures(
  'bad_input',
  'unauthorised',
  'forbidden',
  'worker_exited',
  'overloaded',
  'deadline_exceeded',
  'disk_full',
  'read_only',
  'bug',
);

export const capability = oc.$meta<CapabilityMeta>({ roles: [], audited: false }).errors(common);

export const mayRead = (who: readonly Role[]): CapabilityMeta => ({ roles: who, audited: false });
export const mayChange = (who: readonly Role[]): CapabilityMeta => ({ roles: who, audited: true });
