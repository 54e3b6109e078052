import { type Outcome, succeed } from '../../../domain/outcome.ts';
import type { ReportVerbs } from '../../../workers/report-protocol.ts';
import type { Clock } from '../../clock.ts';
import type { WorkerLauncher } from '../../workers/launcher.ts';
import { WorkerRun } from '../../workers/worker-run.ts';

const part = 'report worker';
const endWithinMs = 1_000;
const rowsDeadlineMs = 30_000;
const writeDeadlineMs = 180_000;

const deadlines: Readonly<Record<keyof ReportVerbs, number>> = {
  begin: rowsDeadlineMs,
  rows: rowsDeadlineMs,
  write: writeDeadlineMs,
};

type Ask = <V extends keyof ReportVerbs>(verb: V, input: ReportVerbs[V]['input']) => Promise<Outcome<null>>;

/** One process for one report: drawing takes its thread for seconds, and in the engine's every line would wait. */
export async function withReportWorker(
  { launcher, clock }: { readonly launcher: WorkerLauncher; readonly clock: Clock },
  work: (ask: Ask, endNow: () => void) => Promise<Outcome<null>>,
): Promise<Outcome<null>> {
  const run = new WorkerRun(launcher.launch('report'), {
    part,
    clock,
    maxInFlight: 1,
    told: () => undefined,
    exited: () => undefined,
  });
  const ask: Ask = async (verb, input) => {
    const answer = await run.call(verb, input, deadlines[verb]);
    return answer.ok ? succeed(null) : answer;
  };
  const done = await work(ask, () => run.kill('was not waited for'));
  if (done.ok) await run.end(endWithinMs);
  // Late or broken: it would go on drawing what nobody waits for.
  else run.kill('gave no report');
  return done;
}
