import type { SpeechEvents, SpeechVerbs } from '../../main/workers/protocol.ts';
import { HeldWorker } from './held-worker.ts';

export class SpeechWorker extends HeldWorker<SpeechVerbs, SpeechEvents> {
  constructor(environment: NodeJS.ProcessEnv = process.env) {
    super('speech.ts', environment);
  }
}
