import type { AnySchema, ContractProcedure, ErrorMap } from '@orpc/contract';
import type { CapabilityMeta, Role } from '../../preload/contract/capability.ts';

/** One thing that can be asked, as a contract declares it: for whatever is derived from the contract. */
export interface Capability {
  readonly noun: string;
  readonly verb: string;
  /** Noun and verb, e.g. 'sources.add'. */
  readonly act: string;
  readonly summary: string;
  readonly roles: readonly Role[];
  readonly audited: boolean;
  readonly input: AnySchema | undefined;
  readonly output: AnySchema | undefined;
  readonly failureCodes: readonly string[];
}

export type Declared = ContractProcedure<AnySchema, AnySchema, ErrorMap, CapabilityMeta>;
export type DeclaredContract = Readonly<Record<string, Readonly<Record<string, Declared>>>>;

/** Every capability, in the order of the contract. */
export const capabilitiesOf = (contract: DeclaredContract): readonly Capability[] =>
  Object.entries(contract).flatMap(([noun, verbs]) =>
    Object.entries(verbs).map(([verb, { '~orpc': declared }]) => ({
      noun,
      verb,
      act: `${noun}.${verb}`,
      summary: declared.route.summary ?? '',
      roles: declared.meta.roles,
      audited: declared.meta.audited,
      input: declared.inputSchema,
      output: declared.outputSchema,
      failureCodes: Object.keys(declared.errorMap),
    })),
  );
