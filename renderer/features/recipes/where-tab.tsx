import { type ReactNode, useEffect, useRef } from 'react';
import { Button, IconButton } from '../../components/button.tsx';
import { classNames } from '../../components/class-names.ts';
import { SwitchField } from '../../components/field.tsx';
import { fixed } from '../../components/numbers.ts';
import { Fault, Stepper } from '../../components/stepper.tsx';
import { numberIn } from '../../components/typed-number.ts';
import { Icon } from '../../icons/icon.tsx';
import { useWords } from '../../locales/words.tsx';
import type { Size } from '../../overlay/space.ts';
import type { TabProps } from './editor-tabs.tsx';
import type { RecipeDraft } from './recipe-draft.ts';
import { isSame, type ShapeKind, type ShapeRef } from './shapes.ts';

const mostNamed = 16;

interface RowProps {
  readonly tab: TabProps;
  readonly shape: ShapeRef;
  readonly title: string;
  readonly children: ReactNode;
  readonly act?: ReactNode;
}

/** One shape in words: the twin of what lies on the picture, chosen and removed with it. */
function ShapeRow({ tab, shape, title, children, act }: RowProps): ReactNode {
  const { where } = useWords().recipes;
  const { editor } = tab;
  const isChosen = isSame(editor.editing.chosen, shape);
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isChosen) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);
  return (
    <li
      ref={row}
      className={classNames(
        'flex items-start gap-1 rounded-md border-hair p-2',
        isChosen ? 'border-ink shadow-[inset_0_0_0_1px_var(--ink)]' : 'border-line',
      )}
      data-shape={`${shape.kind} ${shape.index}`}
    >
      <button
        aria-label={where.show(title)}
        aria-pressed={isChosen}
        className="focus-inset grid size-12 shrink-0 place-items-center rounded-md text-ink-2 hover:bg-sunken hover:text-ink"
        onClick={() => editor.edit({ kind: 'choose', chosen: isChosen ? null : { ...shape, corner: null } })}
        title={where.show(title)}
        type="button"
      >
        <Icon name={shape.kind} size={22} />
      </button>
      <div className="min-w-0 flex-1">{children}</div>
      {act}
      <IconButton icon="bin" label={where.drop(title)} onClick={() => editor.edit({ kind: 'drop', ref: shape })} />
    </li>
  );
}

function Section({
  title,
  text,
  tool,
  tab,
  full = false,
  children,
}: {
  readonly title: string;
  readonly text: string;
  readonly tool: ShapeKind | null;
  readonly tab: TabProps;
  readonly full?: boolean;
  readonly children?: ReactNode;
}): ReactNode {
  const { where } = useWords().recipes;
  return (
    <section>
      <h3 className="font-semibold">{title}</h3>
      <p className="text-sm text-ink-3">{text}</p>
      {children}
      {tool !== null && (
        <Button className="mt-2 w-full" disabled={full} icon={tool} onClick={() => tab.onTool(tool)}>
          {where.draw[tool]}
        </Button>
      )}
    </section>
  );
}

function Named({ tab, kind }: { readonly tab: TabProps; readonly kind: 'zone' | 'line' }): ReactNode {
  const { where } = useWords().recipes;
  const { editor, checked } = tab;
  const { draft } = editor.editing;
  const list = kind === 'zone' ? draft.zones : draft.lines;
  const path = kind === 'zone' ? 'zones' : 'lines';
  return (
    <ul className="mt-2 space-y-2">
      {list.map(({ name }, index) => (
        <ShapeRow
          act={
            kind === 'line' && (
              <IconButton icon="turn" label={where.turn} onClick={() => editor.write(turned(draft, index), 'turn')} />
            )
          }
          // biome-ignore lint/suspicious/noArrayIndexKey: its name is typed letter by letter, and its fields are fed from the draft alone
          key={index}
          shape={{ kind, index }}
          tab={tab}
          title={name}
        >
          <input
            aria-label={kind === 'zone' ? where.zoneName(index + 1) : where.lineName(index + 1)}
            autoComplete="off"
            className="h-12 w-full rounded-md border-hair border-edge bg-raised px-3.5 font-medium"
            maxLength={40}
            onChange={(event) => editor.write(renamed(draft, kind, index, event.target.value), `${kind} ${index}`)}
            onFocus={() => editor.edit({ kind: 'choose', chosen: { kind, index, corner: null } })}
            spellCheck={false}
            value={name}
          />
          <Fault text={checked.at(`${path}.${index}`)} />
        </ShapeRow>
      ))}
    </ul>
  );
}

const turned = ({ lines }: RecipeDraft, index: number): Partial<RecipeDraft> => ({
  lines: lines.map((line, at) => (at === index ? { ...line, from: line.to, to: line.from } : line)),
});

/** A rule that holds in a zone goes on holding in it under its new name. */
function renamed(draft: RecipeDraft, kind: 'zone' | 'line', index: number, name: string): Partial<RecipeDraft> {
  if (kind === 'line') return { lines: draft.lines.map((line, at) => (at === index ? { ...line, name } : line)) };
  const before = draft.zones[index]?.name;
  return {
    zones: draft.zones.map((zone, at) => (at === index ? { ...zone, name } : zone)),
    rules: draft.rules.map((rule) => (rule.zone !== null && rule.zone === before ? { ...rule, zone: name } : rule)),
  };
}

/** How many pixels of the camera's picture are a millimetre; nothing while that cannot be said. */
function pixelsPerMm({ calibration }: RecipeDraft, { width, height }: Size): number | null {
  if (calibration === null) return null;
  const { from, to } = calibration;
  const perMm = Math.hypot((to.x - from.x) * width, (to.y - from.y) * height) / numberIn(calibration.mm);
  return Number.isFinite(perMm) && perMm > 0 ? perMm : null;
}

export function WhereTab(tab: TabProps): ReactNode {
  const words = useWords();
  const { where } = words.recipes;
  const { editor, checked, pictureSize } = tab;
  const { draft } = editor.editing;
  const { region, calibration } = draft;
  const perMm = pictureSize === null ? null : pixelsPerMm(draft, pictureSize);
  return (
    <div className="space-y-7">
      <Section
        tab={tab}
        text={region === null ? where.wholePicture : where.regionText(region.length)}
        title={where.region}
        tool={region === null ? 'region' : null}
      >
        {region !== null && (
          <ul className="mt-2">
            <ShapeRow shape={{ kind: 'region', index: 0 }} tab={tab} title={where.region}>
              <p className="py-3 font-medium">{where.region}</p>
              <Fault text={checked.at('region')} />
            </ShapeRow>
          </ul>
        )}
      </Section>
      <Section full={draft.zones.length >= mostNamed} tab={tab} text={where.zonesText} title={where.zones} tool="zone">
        <Named kind="zone" tab={tab} />
      </Section>
      <Section full={draft.lines.length >= mostNamed} tab={tab} text={where.linesText} title={where.lines} tool="line">
        <Named kind="line" tab={tab} />
        <div className="mt-2">
          <SwitchField
            label={where.follow}
            on={draft.follow}
            onSwitch={(follow) => editor.write({ follow }, 'follow')}
          />
          <p className="text-sm text-ink-3">{where.followText}</p>
          <Fault text={checked.at('follow')} />
        </div>
      </Section>
      <Section tab={tab} text={where.scaleText} title={where.scale} tool={calibration === null ? 'scale' : null}>
        <Fault text={calibration === null ? checked.at('calibration') : undefined} />
        {calibration !== null && (
          <ul className="mt-2">
            <ShapeRow shape={{ kind: 'scale', index: 0 }} tab={tab} title={where.scale}>
              <Stepper
                fault={checked.at('calibration')}
                label={where.distance}
                least={0.1}
                most={100_000}
                onText={(mm) => editor.write({ calibration: { ...calibration, mm } }, 'mm')}
                start={10}
                step={1}
                unit="mm"
                value={calibration.mm}
              />
              {perMm !== null && (
                <p className="mt-1 text-sm text-ink-2">
                  {where.scaleSays(fixed(perMm, perMm < 10 ? 2 : 1, words.tag))}
                </p>
              )}
            </ShapeRow>
          </ul>
        )}
      </Section>
    </div>
  );
}
