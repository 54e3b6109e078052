import type { ReactNode } from 'react';
import type { HandshakeStep, OutputState } from '../../../preload/contract/outputs.ts';
import { classNames } from '../../components/class-names.ts';
import { Icon } from '../../icons/icon.tsx';
import { useWords } from '../../locales/words.tsx';
import { heardSignals, toldSignals } from './output-draft.ts';

const way = ['ready', 'busy', 'result', 'release'] as const satisfies readonly HandshakeStep[];

type Bits = NonNullable<OutputState['bits']>;

/** One wire: filled where it is on, an outline where it is off; the word stands beside it either way. */
function Wire({ name, on }: { readonly name: string; readonly on: boolean }): ReactNode {
  const { handshake } = useWords().outputs;
  return (
    <li
      className={classNames(
        'flex min-h-9 items-center gap-2 rounded-md border-hair px-2.5 text-sm',
        on ? 'border-ink bg-sunken font-semibold' : 'border-line text-ink-2',
      )}
    >
      <svg aria-hidden="true" className="shrink-0" height="12" viewBox="0 0 12 12" width="12">
        <rect
          fill={on ? 'currentColor' : 'none'}
          height="9"
          rx="1.5"
          stroke="currentColor"
          strokeWidth="1.5"
          width="9"
          x="1.5"
          y="1.5"
        />
      </svg>
      {name}
      <span className="sr-only">{on ? handshake.high : handshake.low}</span>
    </li>
  );
}

function Wires({ title, names, bits }: { title: string; names: readonly (keyof Words)[]; bits: Bits }): ReactNode {
  const { signals } = useWords().outputs;
  return (
    <div>
      <p className="mb-1.5 text-xs text-ink-3">{title}</p>
      <ul className="flex flex-wrap gap-1.5">
        {names
          .filter((name) => bits[name] !== undefined)
          .map((name) => (
            <Wire key={name} name={signals[name]} on={bits[name] === true} />
          ))}
      </ul>
    </div>
  );
}

type Words = ReturnType<typeof useWords>['outputs']['signals'];

/** Where the handshake stands, and what stands on each wire just now. */
export function HandshakeDiagram({ state }: { readonly state: OutputState }): ReactNode {
  const { handshake, signals } = useWords().outputs;
  const { step, bits } = state;
  const part = bits?.part;
  return (
    <section aria-label={step === null ? handshake.pulses : handshake.title} className="mt-5 border-t-hair pt-4">
      {step !== null && (
        <ol className="mb-4 flex flex-wrap items-center gap-x-2 gap-y-1.5">
          {way.map((name, index) => (
            <li className="flex items-center gap-2" key={name}>
              {index > 0 && <Icon className="text-ink-3" name="right" size={16} />}
              <span
                aria-current={step === name ? 'step' : undefined}
                className={classNames(
                  'inline-flex min-h-9 items-center rounded-full border-hair px-3.5 text-sm',
                  step === name ? 'border-ink bg-ink font-semibold text-surface' : 'border-line text-ink-2',
                )}
              >
                {handshake.steps[name]}
              </span>
            </li>
          ))}
        </ol>
      )}
      {bits === null ? (
        <p className="text-sm text-ink-2">{handshake.unknown}</p>
      ) : (
        <div className="grid gap-4 md:grid-cols-[auto_1fr]">
          <Wires bits={bits} names={heardSignals} title={handshake.fromPlc} />
          <div className="flex flex-wrap items-end gap-x-4 gap-y-2">
            <Wires bits={bits} names={toldSignals} title={handshake.toPlc} />
            {typeof part === 'number' && part > 0 && (
              <p className="flex min-h-9 items-center text-sm tabular-nums">
                {signals.part} {part}
              </p>
            )}
          </div>
        </div>
      )}
    </section>
  );
}
