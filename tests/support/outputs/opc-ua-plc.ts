import { join } from 'node:path';
import { crypto_utils, DataType, MessageSecurityMode, SecurityPolicy, StatusCodes, Variant } from 'node-opcua-client';
import { OPCUAServer, type OPCUAServerOptions } from 'node-opcua-server';
import { openCertificate } from '../../../main/outputs/opc-ua-certificate.ts';
import { opcUaSettings, type PlcSettings } from '../../../preload/contract/output-settings.ts';
import type { Plc, PlcSide } from './plc.ts';

const told = ['ready', 'busy', 'result', 'ok', 'ng', 'error', 'part', 'heartbeat'] as const;

export interface OpcUaPlc extends Plc {
  readonly thumbprint: string;
}

/** Trusts everybody and writes nothing: the one that the server brings puts its files into the home folder. */
const trusting = {
  referenceCounter: 0,
  initialize: async () => undefined,
  dispose: async () => undefined,
  checkCertificate: async () => StatusCodes.Good,
  verifyCertificate: async () => 'Good',
  trustCertificate: async () => undefined,
  rejectCertificate: async () => undefined,
  getTrustStatus: async () => StatusCodes.Good,
  addIssuer: async () => undefined,
  addRevocationList: async () => undefined,
} as unknown as NonNullable<OPCUAServerOptions['serverCertificateManager']>;

/** A PLC that speaks OPC UA on loopback; its certificate and all else that it writes lies in the given folder. */
export async function openOpcUaPlc(folder: string): Promise<OpcUaPlc> {
  const applicationUri = 'urn:test:plc';
  const certificate = (await openCertificate(crypto_utils, folder, applicationUri)).getCertificate();
  const server = new OPCUAServer({
    port: 0,
    hostname: '127.0.0.1',
    serverInfo: { applicationUri },
    serverCertificateManager: trusting,
    userCertificateManager: trusting as NonNullable<OPCUAServerOptions['userCertificateManager']>,
    certificateFile: join(folder, 'opc-ua-certificate.pem'),
    privateKeyFile: join(folder, 'opc-ua-key.pem'),
    securityModes: [MessageSecurityMode.None, MessageSecurityMode.SignAndEncrypt],
    securityPolicies: [SecurityPolicy.None, SecurityPolicy.Basic256Sha256],
    allowAnonymous: true,
    userManager: { isValidUser: (user: string, password: string) => user === 'line' && password === 'right' },
  });
  await server.initialize();
  const values = new Map<string, number | boolean | string>();
  const log: string[] = [];
  const space = server.engine.addressSpace?.getOwnNamespace();
  if (space === undefined) throw new Error('Expected an address space');
  const parent = space.addObject({
    organizedBy: server.engine.addressSpace?.rootFolder.objects ?? '',
    browseName: 'Line',
  });
  const story = (): string =>
    ['ready', 'busy', 'result', 'ok', 'ng', 'error'].filter((side) => values.get(side) === true).join(' ');
  const add = (name: string, dataType: DataType, first: number | boolean | string): void => {
    values.set(name, first);
    space.addVariable({
      componentOf: parent,
      browseName: name,
      nodeId: `s=Line.${name}`,
      dataType,
      minimumSamplingInterval: 5,
      value: {
        get: () => new Variant({ dataType, value: values.get(name) }),
        set: (variant: Variant) => {
          values.set(name, variant.value);
          if (name !== 'heartbeat' && name !== 'part') log.push(story());
          return StatusCodes.Good;
        },
      },
    });
  };
  for (const name of told) {
    const isNumber = name === 'part' || name === 'heartbeat';
    add(name, isNumber ? DataType.UInt32 : DataType.Boolean, isNumber ? 0 : false);
  }
  add('trigger', DataType.Boolean, false);
  add('ack', DataType.Boolean, false);
  add('recipe', DataType.String, '');
  await server.start();
  const [endpoint] = server.endpoints;
  const nodes = Object.fromEntries([...told, 'trigger', 'ack', 'recipe'].map((name) => [name, `ns=1;s=Line.${name}`]));
  const get: Plc['get'] = (side: PlcSide) => Number(values.get(side));
  return {
    port: endpoint?.port ?? 0,
    thumbprint: crypto_utils.makeSHA1Thumbprint(certificate).toString('hex'),
    settings: (port, over) =>
      opcUaSettings.parse({ kind: 'opc-ua', url: `opc.tcp://127.0.0.1:${port}`, nodes, ...over }) as PlcSettings,
    get,
    set: (side, value) => void values.set(side, side === 'recipe' ? String(value || '') : value === 1),
    log,
    close: () => server.shutdown(1),
  };
}
