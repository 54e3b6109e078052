import { type OpenAPI, OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { z } from 'zod';
import { failureDetail } from '../../preload/contract/failures.ts';
import { type Capability, capabilitiesOf, type DeclaredContract } from './capabilities-of.ts';

const wireForm = z.object({
  code: z.string(),
  status: z.int(),
  message: z.string(),
  /** Whether the contract names this failure for the capability that was called. */
  defined: z.boolean(),
  data: failureDetail,
});

export interface ApiTold {
  readonly contract: DeclaredContract;
  readonly title: string;
  readonly version: string;
  readonly description: string;
}

/** A REST door described in OpenAPI 3.1, from its contract alone. */
export async function describeApi({ contract, title, version, description }: ApiTold): Promise<OpenAPI.Document> {
  const capabilities = capabilitiesOf(contract);
  const converter = new ZodToJsonSchemaConverter();
  const document = await new OpenAPIGenerator({ schemaConverters: [converter] }).generate(contract, {
    info: { title, version, description },
    servers: [{ url: '/' }],
    components: { securitySchemes: { localKey: { type: 'http', scheme: 'bearer' } } },
    security: [{ localKey: [] }],
    commonSchemas: { Failure: { schema: wireForm, strategy: 'output' } },
    // By reference: spelled out nine times at each operation it would be most of the document.
    customErrorResponseBodySchema: (failures) => ({
      allOf: [
        { $ref: '#/components/schemas/Failure' },
        { properties: { code: { enum: failures.map(([code]) => code) } } },
      ],
    }),
  });
  for (const { operation } of operationsOf(document)) tellWho(operation, capabilities);
  return document;
}

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

interface DescribedOperation {
  readonly method: (typeof methods)[number];
  readonly path: string;
  readonly operation: OpenAPI.OperationObject;
}

export const operationsOf = ({ paths = {} }: OpenAPI.Document): readonly DescribedOperation[] =>
  Object.entries(paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item?.[method];
      return operation === undefined ? [] : [{ method, path, operation }];
    }),
  );

/** Adds what the generator does not know of: the noun, who may call, and whether that is recorded. */
function tellWho(operation: OpenAPI.OperationObject, capabilities: readonly Capability[]): void {
  const capability = capabilities.find(({ act }) => act === operation.operationId);
  if (capability === undefined) return;
  const record = capability.audited ? ' Entered in the audit log.' : '';
  operation.tags = [capability.noun];
  operation.description = `May be called by ${capability.roles.join(', ')}.${record}`;
}
