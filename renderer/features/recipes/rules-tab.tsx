import { type ReactNode, useEffect, useRef, useState } from 'react';
import { IconButton } from '../../components/button.tsx';
import { classNames } from '../../components/class-names.ts';
import { fixed } from '../../components/numbers.ts';
import { StateGlyph } from '../../components/state-glyph.tsx';
import { Fault } from '../../components/stepper.tsx';
import { Icon } from '../../icons/icon.tsx';
import type { IconName } from '../../icons/paths.ts';
import { useWords } from '../../locales/words.tsx';
import type { TabProps } from './editor-tabs.tsx';
import { newRule, type RuleDraft, type RuleKind } from './recipe-draft.ts';
import { RuleFields } from './rule-fields.tsx';
import { ruleSentence } from './sentences.ts';
import { foundBy } from './use-choices.ts';

const kinds: readonly RuleKind[] = ['defect', 'missing', 'measure'];
const kindIcons: Record<RuleKind, IconName> = { defect: 'flaw', missing: 'missing', measure: 'scale' };
const mostRules = 32;

export function RulesTab({ editor, choices, checked }: TabProps): ReactNode {
  const words = useWords();
  const { rules: say } = words.recipes;
  const { draft } = editor.editing;
  const { rules } = draft;
  const [open, setOpen] = useState<number | null>(rules.length === 1 ? 0 : null);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (open !== null) list.current?.children[open]?.scrollIntoView({ block: 'nearest' });
  }, [open]);
  const found = foundBy(draft.models, choices.models ?? []);
  const usual = found.score === null ? '' : fixed(found.score, 2, words.tag);
  const put = (next: readonly RuleDraft[], field: string): void => editor.write({ rules: next }, field);
  return (
    <div>
      <p className="text-ink-2">{rules.length === 0 ? say.none : say.text}</p>
      <ol className="mt-3 space-y-2" ref={list}>
        {rules.map((rule, at) => {
          const sentence = ruleSentence(rule, words.recipes);
          const isOpen = open === at;
          const [flaw] = checked.inside(`rules.${at}`);
          return (
            // A rule has no name of its own but its place in the list.
            // biome-ignore lint/suspicious/noArrayIndexKey: fields are fed from the draft alone
            <li className="rounded-md border-hair border-line bg-raised" data-rule={at} key={at}>
              <div className="flex items-start">
                <button
                  aria-expanded={isOpen}
                  className="focus-inset flex min-h-14 min-w-0 flex-1 items-center gap-3 rounded-md px-3 py-2 text-left hover:bg-sunken"
                  onClick={() => setOpen(isOpen ? null : at)}
                  type="button"
                >
                  <Icon className="shrink-0 text-ink-2" name={kindIcons[rule.kind]} size={22} />
                  <span className="min-w-0 flex-1">
                    <span className="block font-medium">{sentence}</span>
                    {flaw !== undefined && !isOpen && (
                      <span className="mt-0.5 block text-sm font-medium text-unsure-ink" data-fault="">
                        {flaw.text}
                      </span>
                    )}
                  </span>
                  {flaw !== undefined && !isOpen && <StateGlyph shape="care" />}
                  <Icon className={classNames('shrink-0 text-ink-3', isOpen && 'rotate-180')} name="down" size={18} />
                </button>
                <IconButton
                  className="my-1"
                  icon="bin"
                  label={say.drop(at + 1)}
                  onClick={() => {
                    setOpen(null);
                    put(
                      rules.filter((_, index) => index !== at),
                      `rule ${at} gone ${rules.length}`,
                    );
                  }}
                />
              </div>
              {isOpen && (
                <div className="border-t-hair p-3">
                  <RuleFields
                    fault={(field) => checked.at(`rules.${at}.${field}`)}
                    labels={found.labels}
                    onChange={(next, field) =>
                      put(
                        rules.map((one, index) => (index === at ? next : one)),
                        `rule ${at} ${field}`,
                      )
                    }
                    rule={rule}
                    usualScore={usual}
                    zones={draft.zones.map(({ name }) => name)}
                  />
                  {checked.flaws
                    .filter(({ path }) => path === `rules.${at}`)
                    .map(({ text }) => (
                      <Fault key={text} text={text} />
                    ))}
                </div>
              )}
            </li>
          );
        })}
      </ol>
      <Fault text={checked.flaws.find(({ path }) => path === 'rules')?.text} />
      <h3 className="mt-6 mb-2 font-semibold">{say.add}</h3>
      <div className="grid gap-2">
        {kinds.map((kind) => (
          <button
            className="focus-inset flex min-h-16 items-center gap-3 rounded-md border-hair border-edge bg-raised px-3.5 py-2 text-left hover:bg-sunken disabled:text-ink-3"
            disabled={rules.length >= mostRules}
            key={kind}
            onClick={() => {
              put([...rules, newRule[kind](found.labels[0] ?? '')], `rule added ${rules.length}`);
              setOpen(rules.length);
            }}
            type="button"
          >
            <Icon className="shrink-0 text-ink-2" name={kindIcons[kind]} size={24} />
            <span className="min-w-0 flex-1">
              <span className="block font-medium">{say.kinds[kind]}</span>
              <span className="block text-sm text-ink-3">{say.kindText[kind]}</span>
            </span>
            <Icon className="shrink-0 text-ink-3" name="plus" size={20} />
          </button>
        ))}
      </div>
    </div>
  );
}
