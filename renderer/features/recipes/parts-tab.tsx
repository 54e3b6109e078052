import type { ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/choice.tsx';
import { Stepper } from '../../components/stepper.tsx';
import { useWords } from '../../locales/words.tsx';
import type { TabProps } from './editor-tabs.tsx';
import { partsSentence, voteSentence } from './sentences.ts';

const ways = ['source', 'time', 'trigger'] as const;
const usualVote = { failFrames: '2', sureScore: '0.9', unsureFrames: '2' };
const frames = { step: 1, least: 1, most: 100, start: 2, inline: true };
const delay = { step: 50, least: 0, most: 10_000, start: 0, unit: 'ms', inline: true };

export function PartsTab({ editor, checked }: TabProps): ReactNode {
  const words = useWords();
  const { parts: say } = words.recipes;
  const { draft } = editor.editing;
  const { parts, vote } = draft;
  const isUsual = JSON.stringify(vote) === JSON.stringify(usualVote);
  const voting = (part: Partial<typeof vote>, field: string): void =>
    editor.write({ vote: { ...vote, ...part } }, `vote ${field}`);
  return (
    <div className="space-y-8">
      <section>
        <h3 className="mb-2 font-semibold">{say.title}</h3>
        <Choice
          label={say.title}
          onChoose={(way) => {
            const by = ways.find((known) => known === way);
            if (by !== undefined) editor.write({ parts: { ...parts, by } }, `parts ${by}`);
          }}
          options={ways.map((way) => ({ value: way, label: say.by[way], note: say.byText[way] }))}
          value={parts.by}
        />
        <div className="mt-4">
          {parts.by === 'time' && (
            <Stepper
              fault={checked.at('parts')}
              inline
              label={say.seconds}
              least={0.1}
              most={600}
              onText={(seconds) => editor.write({ parts: { ...parts, seconds } }, 'seconds')}
              start={2}
              step={0.5}
              unit="s"
              value={parts.seconds}
            />
          )}
          {parts.by === 'trigger' && (
            <div className="space-y-2">
              <Stepper
                {...frames}
                fault={checked.at('parts')}
                label={say.frames}
                onText={(text) => editor.write({ parts: { ...parts, frames: text } }, 'frames')}
                value={parts.frames}
              />
              <Stepper
                {...delay}
                label={say.delayMs}
                onText={(delayMs) => editor.write({ parts: { ...parts, delayMs } }, 'delay')}
                value={parts.delayMs}
              />
            </div>
          )}
        </div>
        <p className="mt-3 text-ink-2">{partsSentence(draft, words.recipes)}</p>
      </section>
      <section>
        <div className="mb-2 flex min-h-12 items-center justify-between gap-3">
          <h3 className="font-semibold">{say.vote}</h3>
          {!isUsual && (
            <Button look="quiet" onClick={() => editor.write({ vote: usualVote }, 'vote usual')}>
              {say.usual}
            </Button>
          )}
        </div>
        <p className="mb-4 rounded-md border-hair bg-raised px-4 py-3 font-medium">
          {voteSentence(draft, words.recipes)}
        </p>
        <div className="space-y-2">
          <Stepper
            {...frames}
            fault={checked.at('vote.failFrames')}
            label={say.failFrames}
            onText={(failFrames) => voting({ failFrames }, 'fail')}
            value={vote.failFrames}
          />
          <Stepper
            fault={checked.at('vote.sureScore')}
            inline
            label={say.sureScore}
            least={0}
            most={1}
            onText={(sureScore) => voting({ sureScore }, 'sure')}
            start={0.9}
            step={0.05}
            value={vote.sureScore}
          />
          <Stepper
            {...frames}
            fault={checked.at('vote.unsureFrames')}
            label={say.unsureFrames}
            onText={(unsureFrames) => voting({ unsureFrames }, 'unsure')}
            value={vote.unsureFrames}
          />
        </div>
      </section>
    </div>
  );
}
