import type { ReactNode } from 'react';
import { isPlcSettings } from '../../../preload/contract/output-settings.ts';
import type { Output, OutputState } from '../../../preload/contract/outputs.ts';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { Figure } from '../../components/figure.tsx';
import { Notice } from '../../components/notice.tsx';
import { fixed, whole } from '../../components/numbers.ts';
import { Ago, Until } from '../../components/time.tsx';
import { Icon } from '../../icons/icon.tsx';
import { useWords } from '../../locales/words.tsx';
import { HandshakeDiagram } from './handshake-diagram.tsx';
import { outputIcons, outputShapes, placeOf } from './output-kind.ts';

export interface OutputPanelProps {
  readonly output: Output;
  readonly state: OutputState | undefined;
  readonly onTest: (() => void) | undefined;
  readonly onChange: (() => void) | undefined;
}

function Figures({ state }: { readonly state: OutputState }): ReactNode {
  const words = useWords();
  const { outputs, tag } = words;
  const { signalMs, lastToldAt, nextTryAt } = state;
  return (
    <dl className="mt-4 grid grid-cols-2 gap-4 md:grid-cols-[1fr_1fr_1fr_1.7fr_1.2fr]">
      <Figure label={outputs.told} value={whole(state.told, tag)} />
      <Figure label={outputs.failed} loud={state.failed > 0} value={whole(state.failed, tag)} />
      <Figure label={outputs.waiting} loud={state.waiting > 0} value={whole(state.waiting, tag)} />
      <Figure
        label={outputs.quick}
        {...(signalMs === null
          ? { value: words.notSetYet }
          : {
              value: fixed(signalMs.p50, 1, tag),
              unit: words.units.ms,
              note: outputs.quickNote(fixed(signalMs.p99, 1, tag)),
            })}
      />
      {nextTryAt === null ? (
        <Figure label={outputs.lastTold} value={lastToldAt === null ? outputs.never : <Ago at={lastToldAt} />} />
      ) : (
        <Figure label={outputs.nextTry} value={<Until at={nextTryAt} />} />
      )}
    </dl>
  );
}

/** One output: what it is, how it does, and what stands on its wires. */
export function OutputPanel({ output, state, onTest, onChange }: OutputPanelProps): ReactNode {
  const { outputs, tag } = useWords();
  const { name, settings } = output;
  const lines = state?.lines ?? [];
  const isOn = state !== undefined && state.state !== 'off';
  return (
    <section aria-label={name} className="rounded-lg border-hair bg-surface p-5">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-3">
        <span className="grid size-12 shrink-0 place-items-center rounded-md border-hair text-ink-2">
          <Icon name={outputIcons[settings.kind]} size={24} />
        </span>
        <div className="min-w-48 flex-1">
          <div className="flex flex-wrap items-center gap-3">
            <h2 className="text-lg font-semibold">{name}</h2>
            {state !== undefined && <Badge shape={outputShapes[state.state]}>{outputs.states[state.state]}</Badge>}
          </div>
          <p className="mt-0.5 text-sm break-all text-ink-2">
            {outputs.kinds[settings.kind]}, {placeOf(settings)}
          </p>
          {isOn && (
            <p className="text-sm text-ink-3">
              {lines.length === 0 ? outputs.hearsNobody : outputs.hears(lines.join(', '))}
            </p>
          )}
        </div>
        <div className="flex flex-wrap gap-2">
          {onTest !== undefined && <Button onClick={onTest}>{outputs.tryIt}</Button>}
          {onChange !== undefined && <Button onClick={onChange}>{outputs.change}</Button>}
        </div>
      </div>
      {state !== undefined && state.note !== '' && (
        <div className="mt-4">
          <Notice tone={state.state === 'away' ? 'bad' : 'care'} title={state.note} />
        </div>
      )}
      {isOn && <Figures state={state} />}
      {isOn && state.dropped > 0 && (
        <p className="mt-3 text-sm text-ink-2">{outputs.dropped(whole(state.dropped, tag), state.dropped)}</p>
      )}
      {isOn && state.skipped > 0 && (
        <p className="mt-3 text-sm text-ink-2">{outputs.skipped(whole(state.skipped, tag), state.skipped)}</p>
      )}
      {isOn && isPlcSettings(settings) && <HandshakeDiagram state={state} />}
    </section>
  );
}
