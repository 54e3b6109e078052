import { evaluateAnomaly } from './anomaly.ts';
import { evaluateConfidence } from './confidence.ts';
import { evaluateDetector } from './detector.ts';
import { evaluateVad } from './vad.ts';

// npm run eval -- NAME ...: measures a model on a folder and prints one last line `EVAL {...}`.
const evaluations = {
  anomaly: evaluateAnomaly,
  confidence: evaluateConfidence,
  detector: evaluateDetector,
  vad: evaluateVad,
} as const;

type EvaluationName = keyof typeof evaluations;

function isEvaluation(name: string | undefined): name is EvaluationName {
  return name !== undefined && Object.hasOwn(evaluations, name);
}

async function run(args: readonly string[]): Promise<string> {
  const [name, ...rest] = args;
  if (!isEvaluation(name)) {
    throw new Error(
      `Expected the name of an evaluation (${Object.keys(evaluations).join(', ')}), got ${name ?? 'none'}.`,
    );
  }
  return `EVAL ${JSON.stringify({ name, ...(await evaluations[name](rest)) })}`;
}

try {
  console.log(await run(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
