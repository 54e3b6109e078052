import type {
  ClientMonitoredItemBase,
  ClientSession,
  ClientSubscription,
  DataValue,
  OPCUAClient,
  OPCUAClientOptions,
} from 'node-opcua-client';
import type { SettingsOf } from '../../preload/contract/output-settings.ts';
import { fail, type Outcome, succeed } from '../domain/outcome.ts';
import type { OutputJob } from '../domain/outputs/output-job.ts';
import type { PlcBits } from '../domain/outputs/plc-bits.ts';
import { garbage, unreachable, wordsOf, wrongCredentials } from './failures.ts';
import type { Heard, OutputPlace, PlcWire, WireEars } from './job.ts';
import { openCertificate } from './opc-ua-certificate.ts';

type Library = typeof import('node-opcua-client');
type Settings = SettingsOf<'opc-ua'>;
type Signal = keyof Settings['nodes'];

const policies = {
  none: ['None', 'None'],
  'sign-basic256sha256': ['Sign', 'Basic256Sha256'],
  'sign-and-encrypt-basic256sha256': ['SignAndEncrypt', 'Basic256Sha256'],
  'sign-and-encrypt-aes128-sha256': ['SignAndEncrypt', 'Aes128_Sha256_RsaOaep'],
  'sign-and-encrypt-aes256-sha256': ['SignAndEncrypt', 'Aes256_Sha256_RsaPss'],
} as const satisfies Record<Settings['security'], readonly [string, string]>;

const leastTransportMs = 5_000;
const publishMs = 20;
const sampleMs = 10;

/** Reaches a PLC over OPC UA: at the address that was given alone, whatever others the server names. */
export async function openOpcUa(
  job: OutputJob<'opc-ua'>,
  ears: WireEars,
  place: OutputPlace,
): Promise<Outcome<PlcWire>> {
  // It calls what Node has set aside, and would have that said on the console.
  process.noDeprecation = true;
  const library = await import('node-opcua-client');
  silence(library);
  const { settings } = job;
  const thing = `The PLC at ${settings.url}`;
  const options = await clientOptions(library, job, place);
  const pinned =
    settings.security === 'none' ? succeed(undefined) : await pinnedCertificate(library, options, settings);
  if (!pinned.ok) return pinned;
  const [mode, policy] = policies[settings.security];
  const client = library.OPCUAClient.create({
    ...options,
    securityMode: library.MessageSecurityMode[mode],
    securityPolicy: library.SecurityPolicy[policy],
    ...(pinned.value === undefined ? {} : { serverCertificate: pinned.value }),
  });
  const session = await openSession(library, client, job, thing);
  if (!session.ok) {
    await leave(client);
    return session;
  }
  const wire = new OpcUaWire(library, client, session.value, job, ears, thing);
  const begun = await wire.begin();
  if (begun.ok) return succeed(wire);
  await wire.close();
  return begun;
}

/** What it has to say is in the failures; a worker's console is not its place. */
function silence(library: Library): void {
  const quiet = (): void => undefined;
  library.setDebugLogger(quiet);
  library.setWarningLogger(quiet);
  library.setErrorLogger(quiet);
}

async function clientOptions(
  { crypto_utils }: Library,
  { deadlineMs }: OutputJob<'opc-ua'>,
  { folder, station }: OutputPlace,
): Promise<OPCUAClientOptions> {
  const applicationUri = `urn:caracal:${station}`;
  return {
    applicationName: 'Caracal',
    applicationUri,
    clientName: `caracal-${station}`,
    certificateKeyPairProvider: await openCertificate(crypto_utils, folder, applicationUri),
    // Whoever keeps the output open tries again, and nobody else.
    connectionStrategy: { maxRetry: 0, initialDelay: 100, maxDelay: 200 },
    endpointMustExist: false,
    keepSessionAlive: true,
    // The first is how long a connection may be silent; whoever writes has a deadline of its own.
    transportTimeout: Math.max(deadlineMs, leastTransportMs),
    defaultTransactionTimeout: Math.max(deadlineMs, leastTransportMs),
    requestedSessionTimeout: 30_000,
  };
}

/** Asks the server who it is and compares that with what a person has entered. */
async function pinnedCertificate(
  library: Library,
  options: OPCUAClientOptions,
  { url, security, thumbprint }: Settings,
): Promise<Outcome<Buffer>> {
  const client = library.OPCUAClient.create(options);
  const [mode, policy] = policies[security];
  const asked = await client
    .connect(url)
    .then(() => client.getEndpoints())
    .then(succeed, (error: unknown) => unreachable(`The PLC at ${url}`, error));
  await leave(client);
  if (!asked.ok) return asked;
  const wanted = asked.value.find(
    ({ securityMode, securityPolicyUri }) =>
      securityMode === library.MessageSecurityMode[mode] && securityPolicyUri === library.SecurityPolicy[policy],
  );
  if (wanted === undefined) {
    return fail('wrong_state', {
      thing: `The PLC at ${url}`,
      expected: `to offer ${security}`,
      received: asked.value.map((offer) => library.MessageSecurityMode[offer.securityMode]).join(', ') || 'nothing',
      remedy: 'Choose a security that it offers, or turn this one on there.',
    });
  }
  const certificate = wanted.serverCertificate;
  const own = certificate.length === 0 ? '' : library.crypto_utils.makeSHA1Thumbprint(certificate).toString('hex');
  if (own !== '' && own === thumbprint) return succeed(certificate);
  return fail('unauthorised', {
    thing: `The certificate of the PLC at ${url}`,
    expected: thumbprint === null ? 'its thumbprint to be set' : `the thumbprint ${thumbprint}`,
    received: own || 'no certificate',
    remedy: 'Compare it with what the PLC itself shows; where it is the same, set it as the thumbprint of this output.',
  });
}

async function openSession(
  library: Library,
  client: OPCUAClient,
  { settings, secrets }: OutputJob<'opc-ua'>,
  thing: string,
): Promise<Outcome<ClientSession>> {
  const connected = await client.connect(settings.url).then(succeed, (error: unknown) => unreachable(thing, error));
  if (!connected.ok) return connected;
  const { UserName, Anonymous } = library.UserTokenType;
  const { user } = settings;
  const who =
    user === null
      ? ({ type: Anonymous } as const)
      : ({ type: UserName, userName: user, password: secrets.password ?? '' } as const);
  return client.createSession(who).then(succeed, (error: unknown) => refusedSession(thing, error));
}

function refusedSession(thing: string, error: unknown): Outcome<never> {
  const words = wordsOf(error);
  const isRefusal = /BadUserAccessDenied|BadIdentityToken|IdentityTokenRejected|access ?denied|anonymous/i.test(words);
  return isRefusal ? wrongCredentials(thing, words) : unreachable(thing, words);
}

/** It may hang where the other side does: nobody waits for that. */
async function leave(client: OPCUAClient): Promise<void> {
  await client.disconnect().catch(() => undefined);
}

const heardSignals = ['trigger', 'ack', 'recipe'] as const;

class OpcUaWire implements PlcWire {
  readonly #library: Library;
  readonly #client: OPCUAClient;
  readonly #session: ClientSession;
  readonly #settings: Settings;
  readonly #ears: WireEars;
  readonly #thing: string;
  readonly #types = new Map<Signal, number>();
  #subscription: ClientSubscription | undefined;
  #heard: Heard = { trigger: false, ack: false, recipe: '' };
  #telling: Promise<void> = Promise.resolve();
  #isOver = false;

  constructor(
    library: Library,
    client: OPCUAClient,
    session: ClientSession,
    { settings }: OutputJob<'opc-ua'>,
    ears: WireEars,
    thing: string,
  ) {
    this.#library = library;
    this.#client = client;
    this.#session = session;
    this.#settings = settings;
    this.#ears = ears;
    this.#thing = thing;
    const lose = (): void => this.#lose('a connection that was closed');
    client.on('connection_lost', lose);
    client.on('close', lose);
    session.on('session_closed', lose);
  }

  /** Learns what kind of number each place holds, and listens to those that the PLC writes. */
  async begin(): Promise<Outcome<null>> {
    const places = this.#places();
    const { AttributeIds } = this.#library;
    const nodes = places.map(([, nodeId]) => ({ nodeId, attributeId: AttributeIds.DataType }));
    const read = await this.#ask(() => this.#session.read(nodes));
    if (!read.ok) return read;
    for (const [index, [signal, nodeId]] of places.entries()) {
      const value = read.value[index];
      if (value === undefined || !value.statusCode.isGood()) return noSuchNode(this.#thing, signal, nodeId, value);
      this.#types.set(signal, typeOf(value));
    }
    const heard = await this.read();
    if (!heard.ok) return heard;
    this.#heard = heard.value;
    return this.#listen();
  }

  async write(bits: Partial<PlcBits> & { readonly heartbeat?: number }): Promise<Outcome<null>> {
    const { AttributeIds } = this.#library;
    const writes = Object.entries(bits).flatMap(([name, value]) => {
      const signal = name as Signal;
      const nodeId = this.#settings.nodes[signal] ?? null;
      if (nodeId === null) return [];
      return [
        { signal, write: { nodeId, attributeId: AttributeIds.Value, value: { value: this.#coded(signal, value) } } },
      ];
    });
    if (writes.length === 0) return succeed(null);
    const written = await this.#ask(() => this.#session.write(writes.map(({ write }) => write)));
    if (!written.ok) return written;
    for (const [index, { signal, write }] of writes.entries()) {
      const status = written.value[index];
      if (status === undefined) return garbage(this.#thing, 'an answer without a status');
      if (!status.isGood()) return notWritten(this.#thing, signal, write.nodeId, status.name);
    }
    return succeed(null);
  }

  async read(): Promise<Outcome<Heard>> {
    const { AttributeIds } = this.#library;
    const places = this.#places().filter(([signal]) => heardSignals.some((heard) => heard === signal));
    const nodes = places.map(([, nodeId]) => ({ nodeId, attributeId: AttributeIds.Value }));
    // A session without anything to hear is asked for the time: that it answers is all that is wanted.
    const asked = nodes.length === 0 ? [{ nodeId: 'i=2258', attributeId: AttributeIds.Value }] : nodes;
    const read = await this.#ask(() => this.#session.read(asked));
    if (!read.ok) return read;
    let heard: Heard = { trigger: false, ack: false, recipe: '' };
    for (const [index, [signal, nodeId]] of places.entries()) {
      const value = read.value[index];
      if (value === undefined || !value.statusCode.isGood()) return noSuchNode(this.#thing, signal, nodeId, value);
      heard = { ...heard, ...heardIn(signal, value) };
    }
    return succeed(heard);
  }

  async close(): Promise<void> {
    this.#isOver = true;
    await this.#session.close(true).catch(() => undefined);
    await leave(this.#client);
  }

  #places(): readonly (readonly [Signal, string])[] {
    return Object.entries(this.#settings.nodes).flatMap(([signal, nodeId]) =>
      nodeId === null || nodeId === undefined ? [] : [[signal as Signal, nodeId] as const],
    );
  }

  async #listen(): Promise<Outcome<null>> {
    const { AttributeIds, MonitoringMode, TimestampsToReturn } = this.#library;
    const places = this.#places().filter(([signal]) => heardSignals.some((heard) => heard === signal));
    if (places.length === 0) return succeed(null);
    const subscribed = await this.#ask(() =>
      this.#session.createSubscription2({
        requestedPublishingInterval: publishMs,
        requestedLifetimeCount: 500,
        requestedMaxKeepAliveCount: 50,
        maxNotificationsPerPublish: 100,
        publishingEnabled: true,
        priority: 10,
      }),
    );
    if (!subscribed.ok) return subscribed;
    this.#subscription = subscribed.value;
    this.#subscription.on('terminated', () => this.#lose('a subscription that was ended'));
    const parameters = { samplingInterval: sampleMs, discardOldest: true, queueSize: 10 };
    for (const [signal, nodeId] of places) {
      const node = { nodeId, attributeId: AttributeIds.Value };
      const subscription = this.#subscription;
      const monitored = await this.#ask(() =>
        subscription.monitor(node, parameters, TimestampsToReturn.Neither, MonitoringMode.Reporting),
      );
      if (!monitored.ok) return monitored;
      this.#follow(monitored.value, signal);
    }
    return succeed(null);
  }

  #follow(item: ClientMonitoredItemBase, signal: Signal): void {
    item.on('changed', (value: DataValue) => {
      if (this.#isOver) return;
      if (!value.statusCode.isGood())
        return this.#lose(`${signal} that cannot be read any more (${value.statusCode.name})`);
      this.#telling = this.#telling.then(() => this.#tell(heardIn(signal, value)));
    });
  }

  /** What is told unasked comes in any order: a part is not begun before it is known by which recipe. */
  async #tell(part: Partial<Heard>): Promise<void> {
    const before = this.#heard;
    const begins = part.trigger === true && !before.trigger;
    const asksAgain = begins && (this.#settings.nodes.recipe ?? null) !== null;
    const asked = asksAgain ? await this.read() : succeed({ ...before, ...part });
    if (this.#isOver) return;
    if (!asked.ok) {
      this.#lose(asked.failure.message);
      return;
    }
    this.#heard = { ...before, ...part, recipe: asked.value.recipe };
    const { trigger, ack, recipe } = this.#heard;
    const isSame = trigger === before.trigger && ack === before.ack && recipe === before.recipe;
    if (!isSame) this.#ears.heard(this.#heard);
  }

  /** As the place holds it: a PLC that keeps its bits in bytes is told 0 and 1. */
  #coded(signal: Signal, value: boolean | number) {
    const { DataType } = this.#library;
    const dataType = this.#types.get(signal) ?? DataType.Boolean;
    if (dataType === DataType.Boolean) return { dataType, value: Boolean(value) };
    if (dataType === DataType.String) return { dataType, value: String(value) };
    const number = Number(value);
    const isLong = dataType === DataType.Int64 || dataType === DataType.UInt64;
    return { dataType, value: isLong ? [0, number] : number };
  }

  #ask<T>(act: () => Promise<T>): Promise<Outcome<T>> {
    if (this.#isOver) return Promise.resolve(unreachable(this.#thing, 'a connection that was closed'));
    return act().then(succeed, (error: unknown) => unreachable(this.#thing, error));
  }

  #lose(why: string): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#ears.lost(unreachable(this.#thing, why));
  }
}

/** Of the built-in types of OPC UA: 1 is Boolean, 2 to 11 are numbers, 12 is String. */
function typeOf(value: DataValue): number {
  const id: unknown = value.value.value?.value;
  return typeof id === 'number' && id >= 1 && id <= 12 ? id : 1;
}

function heardIn(signal: Signal, value: DataValue): Partial<Heard> {
  const said: unknown = value.value.value;
  if (signal === 'recipe') {
    const code = said === null || said === undefined || said === 0 ? '' : String(said).trim().slice(0, 80);
    return { recipe: code };
  }
  return { [signal]: Boolean(said) };
}

const noSuchNode = (thing: string, signal: string, nodeId: string, value: DataValue | undefined): Outcome<never> =>
  fail('bad_input', {
    thing: `${signal} of ${thing}`,
    expected: `the node ${nodeId} to be there to be read`,
    received: value?.statusCode.name ?? 'no answer for it',
    remedy: 'Compare the node ids with those of the PLC.',
  });

const notWritten = (thing: string, signal: string, nodeId: string, status: string): Outcome<never> =>
  fail(/Denied|NotWritable|UserAccess/.test(status) ? 'unauthorised' : 'bad_input', {
    thing: `${signal} of ${thing}`,
    expected: `the node ${nodeId} to be there to be written`,
    received: status,
    remedy: 'Give this user the right to write it, or choose a node of the right type.',
  });
