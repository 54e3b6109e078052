import { type ReactNode, useState } from 'react';
import { contract } from '../../preload/contract/contract.ts';
import type { Inspection, Override } from '../../preload/contract/inspections.ts';
import type { Verdict } from '../../preload/contract/values.ts';
import { useMay } from '../app/may.ts';
import { useAction } from '../app/query.ts';
import { useStation } from '../app/station.tsx';
import { useWords } from '../locales/words.tsx';
import { Button } from './button.tsx';
import { TextField } from './field.tsx';
import { TroubleNotice } from './notice.tsx';
import { Ago } from './time.tsx';
import { VerdictGlyph, verdictInks } from './verdict.tsx';

/** A person's word against the model's, with the reason they gave. */
function Overridden({ part, override }: { readonly part: Inspection; readonly override: Override }): ReactNode {
  const words = useWords();
  const { override: says } = words.inspect;
  return (
    <div className="mt-2 flex gap-3 rounded-md border-hair border-edge bg-raised px-4 py-3 [--glyph-cut:var(--raised)]">
      <span className={verdictInks[override.verdict]}>
        <VerdictGlyph size={28} verdict={override.verdict} />
      </span>
      <div className="min-w-0">
        <p className="font-semibold">{says.by(words.verdict[override.verdict], override.by)}</p>
        <p className="break-words">{override.reason}</p>
        <p className="text-sm text-ink-2">
          <Ago at={override.at} />, {says.instead(words.verdict[part.verdict])}
        </p>
      </div>
    </div>
  );
}

interface Said {
  readonly verdict: Verdict;
  readonly reason: string;
}

export interface PartOverrideProps {
  readonly part: Inspection;
  readonly onOverridden: (part: Inspection) => void;
}

/** What it may be instead, the likelier first. */
const order: Record<Verdict, readonly Verdict[]> = {
  fail: ['pass', 'unsure'],
  unsure: ['pass', 'fail'],
  pass: ['fail', 'unsure'],
};

/** One press says it all: the verdict and why. What is pressed goes to the labelling queue. */
export function PartOverride({ part, onOverridden }: PartOverrideProps): ReactNode {
  const words = useWords();
  const { override: says } = words.inspect;
  const { toasts } = useStation();
  const may = useMay(contract.inspections.override);
  const [own, setOwn] = useState('');
  const act = useAction((client, { verdict, reason }: Said) =>
    client.inspections.override({ id: part.id, verdict, reason }),
  );
  const name = words.inspect.part(part.part ?? part.id);
  const say = async (said: Said): Promise<void> => {
    const told = await act.run(said);
    if (told === null) return;
    const title = says.counts(name, words.verdict[said.verdict]);
    toasts.say({ tone: 'plain', title, text: told.kept ? says.kept : says.notKept });
    onOverridden(told.inspection);
  };
  if (part.override === undefined && !may) return null;
  const turns: Record<Verdict, string> = { pass: says.toPass, fail: says.toFail, unsure: says.toUnsure };
  return (
    <section aria-label={says.title} className="mt-6">
      <h3 className="font-semibold">{part.override === undefined ? says.title : says.done}</h3>
      {part.override !== undefined && <Overridden override={part.override} part={part} />}
      {part.override === undefined && (
        <>
          <p className="mt-1 text-sm text-ink-2">{says.lead(words.verdict[part.verdict])}</p>
          {order[part.verdict].map((verdict) => (
            <div className="mt-4 [--glyph-cut:var(--surface)]" key={verdict}>
              <h4 className={`flex items-center gap-2 ${verdictInks[verdict]}`}>
                <VerdictGlyph size={20} verdict={verdict} />
                {turns[verdict]}
              </h4>
              <div className="mt-2 grid grid-cols-2 gap-2">
                {says.reasons[verdict].map((reason) => (
                  <Button
                    className="h-full px-3! py-2 text-base! leading-tight whitespace-normal!"
                    disabled={act.busy}
                    key={reason}
                    onClick={() => void say({ verdict, reason })}
                    size="large"
                  >
                    {reason}
                  </Button>
                ))}
              </div>
            </div>
          ))}
          <div className="mt-5 space-y-3">
            <TextField label={says.own} maxLength={200} onText={setOwn} value={own} />
            <div className="grid grid-cols-2 gap-2">
              {order[part.verdict].map((verdict) => (
                <Button
                  disabled={act.busy || own.trim() === ''}
                  key={verdict}
                  onClick={() => void say({ verdict, reason: own.trim() })}
                  size="large"
                >
                  {turns[verdict]}
                </Button>
              ))}
            </div>
          </div>
          {act.trouble !== null && (
            <div className="mt-3">
              <TroubleNotice trouble={act.trouble} />
            </div>
          )}
        </>
      )}
    </section>
  );
}
