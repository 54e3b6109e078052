import { isPlcSettings, type OutputKind } from '../../preload/contract/output-settings.ts';
import { assertNever } from '../domain/assert-never.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { OutputJob, OutputPace } from '../domain/outputs/output-job.ts';
import { openFolder } from './folder.ts';
import type { Lost, Messenger, OutputClock, OutputPlace, PlcWire, WireEars } from './job.ts';
import { MessageOutput } from './message-output.ts';
import { openMqtt } from './mqtt.ts';
import { PlcOutput } from './plc-output.ts';
import { openWebhook } from './webhook.ts';

export interface OutputWorld {
  readonly clock: OutputClock;
  readonly random: () => number;
  readonly pace: OutputPace;
  readonly place: OutputPlace;
}

export interface OutputEars {
  readonly changed: () => void;
  readonly triggered: (turn: number) => void;
  readonly coded: (code: string, stands: boolean) => void;
}

/** The libraries of the kinds are loaded where one is used: that of OPC UA alone takes the better part of a second. */
async function openWire(job: OutputJob, ears: WireEars, { place, clock }: OutputWorld): Promise<Outcome<PlcWire>> {
  if (isKind(job, 'opc-ua')) {
    const { openOpcUa } = await import('./opc-ua.ts');
    return openOpcUa(job, ears, place);
  }
  if (isKind(job, 'modbus-tcp')) {
    const { openModbus } = await import('./modbus.ts');
    return openModbus(job, ears, clock);
  }
  throw new Error(`Expected the settings of a PLC, got ${job.settings.kind}`);
}

async function openMessenger(job: OutputJob, lost: Lost, { place, clock }: OutputWorld): Promise<Outcome<Messenger>> {
  if (isKind(job, 'mqtt')) return openMqtt(job, lost, place, clock);
  if (isKind(job, 'webhook')) return openWebhook(job, clock);
  if (isKind(job, 'folder')) return openFolder(job);
  throw new Error(`Expected the settings of something that takes messages, got ${job.settings.kind}`);
}

const isKind = <K extends OutputKind>(job: OutputJob, kind: K): job is OutputJob & OutputJob<K> =>
  job.settings.kind === kind;

export function openOutput(job: OutputJob, world: OutputWorld, ears: OutputEars): PlcOutput | MessageOutput {
  const { settings, deadlineMs } = job;
  const { clock, random, pace } = world;
  const common = { name: nameOf(job), deadlineMs, clock, random, ...pace, changed: ears.changed };
  if (!isPlcSettings(settings)) {
    return new MessageOutput({ ...common, open: (lost) => openMessenger(job, lost, world) });
  }
  const { triggered, coded } = ears;
  return new PlcOutput({ ...common, settings, triggered, coded, open: (heard) => openWire(job, heard, world) });
}

/** As it stands in a failure: what it is and where, without a secret. */
function nameOf({ settings }: OutputJob): string {
  switch (settings.kind) {
    case 'opc-ua':
      return `The PLC at ${settings.url}`;
    case 'modbus-tcp':
      return `The PLC at ${settings.host}:${settings.port}`;
    case 'mqtt':
      return `The broker at ${settings.url}`;
    case 'webhook':
      return `The webhook at ${new URL(settings.url).origin}`;
    case 'folder':
      return `The folder ${settings.path}`;
    default:
      return assertNever(settings);
  }
}
