import type { CapabilityMeta, Role } from '../../preload/contract/capability.ts';
import { useLive } from './station.tsx';

interface Capability {
  readonly '~orpc': { readonly meta: CapabilityMeta };
}

/** Read from the contract itself, so that a page offers exactly what the doors allow. */
export const mayCall = (capability: Capability, role: Role): boolean => capability['~orpc'].meta.roles.includes(role);

/** False until the station has told who calls: nothing is offered that may be refused. */
export function useMay(capability: Capability): boolean {
  const role = useLive((live) => live.info?.role);
  return role !== undefined && mayCall(capability, role);
}
