import { type ReactNode, useRef, useState } from 'react';
import type { Outline, Recipe } from '../../../preload/contract/recipes.ts';
import type { Detection } from '../../../preload/contract/values.ts';
import { seatHref } from '../../app/routes.ts';
import { useLinkState, useStation } from '../../app/station.tsx';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { Icon } from '../../icons/icon.tsx';
import { useWords } from '../../locales/words.tsx';
import { differencesOf } from './differences.ts';
import { EditorTabs } from './editor-tabs.tsx';
import { HintBar } from './hint-bar.tsx';
import { PlanCanvas, type PlanHandle } from './plan-canvas.tsx';
import { blankSize } from './plan-view.ts';
import { type RecipeDraft, readDraft } from './recipe-draft.ts';
import { SaveSheet } from './save-sheet.tsx';
import { SaveState } from './save-state.tsx';
import { rectangle, type ShapeKind } from './shapes.ts';
import { NoStill, type SourceWish, StillBar } from './still-bar.tsx';
import type { TabName } from './tab-of.ts';
import { ToolRail } from './tool-rail.tsx';
import { TryPanel } from './try-panel.tsx';
import { useCheck } from './use-check.ts';
import { type Choices, foundBy } from './use-choices.ts';
import { type Begun, useEditor } from './use-editor.ts';
import { useEditorKeys } from './use-editor-keys.ts';
import { useStill } from './use-still.ts';
import { useTry } from './use-try.ts';

export interface EditorProps {
  readonly begun: Begun;
  readonly choices: Choices;
  readonly onSaved: (recipe: Recipe) => void;
}

const none: readonly Detection[] = [];
const zoomStep = 1.5;

/** Where a shape is put that nobody drew: in the middle, large enough to be taken hold of. */
const inTheMiddle: Record<ShapeKind, Outline> = {
  region: rectangle({ x: 0.15, y: 0.15 }, { x: 0.85, y: 0.85 }),
  zone: rectangle({ x: 0.35, y: 0.35 }, { x: 0.65, y: 0.65 }),
  line: [
    { x: 0.25, y: 0.5 },
    { x: 0.75, y: 0.5 },
  ],
  scale: [
    { x: 0.35, y: 0.5 },
    { x: 0.65, y: 0.5 },
  ],
};

function wishOf({ sourceId, models: [model], inputSizes }: RecipeDraft, { sources }: Choices): SourceWish | null {
  const isKnown = sources?.some(({ id }) => id === sourceId) === true;
  if (!isKnown || model === undefined) return null;
  const inputSize = inputSizes[model];
  return { sourceId, model, ...(inputSize === undefined ? {} : { inputSize }) };
}

export function Editor({ begun, choices, onSaved }: EditorProps): ReactNode {
  const words = useWords();
  const { recipes } = words;
  const { toasts } = useStation();
  const away = useLinkState().kind !== 'open';
  const editor = useEditor(begun);
  const { draft, chosen } = editor.editing;
  const still = useStill(draft.sourceId);
  const read = readDraft(draft);
  const checked = useCheck(begun.id, read);
  const board = useRef<PlanHandle>(null);
  const side = useRef<HTMLElement>(null);
  const [tool, setTool] = useState<ShapeKind | null>(null);
  const [traced, setTraced] = useState(0);
  const [tab, setTab] = useState<TabName>('what');
  const [trying, setTrying] = useState(false);
  const tried = useTry(trying && still.from === 'line', read, still.picture);
  const [saving, setSaving] = useState(false);

  const isNew = begun.id === null;
  const newest = begun.madeFrom > editor.madeFrom ? begun.madeFrom : null;
  const maySave =
    (isNew || editor.isChanged) &&
    read.body !== null &&
    checked.flaws.length === 0 &&
    checked.state === 'done' &&
    !away;
  const pictureSize = still.picture?.size ?? null;
  const drawn = (shape: ShapeKind, points: Outline | null): void => {
    if (points === null) return;
    const word = shape === 'line' ? recipes.where.lineWord : recipes.where.zoneWord;
    editor.edit({ kind: 'draw', shape, points, word });
    setTool(null);
    setTab('where');
    board.current?.focus();
  };
  const takeTool = (next: ShapeKind): void => {
    setTool(next === tool ? null : next);
    board.current?.focus();
  };
  const place = (): void => {
    if (tool === null) return;
    if (traced >= 3) board.current?.closeTracing();
    else if (traced === 0) drawn(tool, inTheMiddle[tool]);
  };
  const stop = (): void => {
    board.current?.dropTracing();
    setTool(null);
  };
  const zoom = (way: 1 | -1): void => board.current?.zoomBy(zoomStep ** way);
  useEditorKeys({
    editor,
    tool,
    pictureSize: pictureSize ?? blankSize,
    takeTool,
    stop,
    place,
    zoom,
    whole: () => board.current?.whole(),
    again: still.again,
    save: () => setSaving(true),
    maySave,
  });
  const saved = (recipe: Recipe): void => {
    editor.settled();
    setSaving(false);
    toasts.say({ tone: 'plain', title: recipes.save.saved(recipe.name, recipe.version), text: recipe.note });
    onSaved(recipe);
  };
  return (
    <div className="recipe-editor">
      <header className="recipe-head flex items-center gap-3">
        <a
          aria-label={recipes.back}
          className="focus-inset grid size-12 shrink-0 place-items-center rounded-md text-ink-2 hover:bg-sunken hover:text-ink"
          href={seatHref('recipes')}
          title={recipes.back}
        >
          <Icon name="left" size={24} />
        </a>
        <h1 className="min-w-0 truncate text-xl font-semibold">{draft.name.trim() || recipes.newTitle}</h1>
        <p className="shrink-0 text-ink-2">{isNew ? recipes.newTitle : recipes.version(begun.madeFrom)}</p>
        <div className="ml-auto flex gap-2">
          {begun.id !== null && (
            <Button icon="history" onClick={() => location.assign(seatHref('recipes', { versions: begun.id ?? '' }))}>
              {recipes.versions}
            </Button>
          )}
          {editor.isChanged && (
            <Button icon="bin" look="quiet" onClick={editor.discard}>
              {recipes.leave.discard}
            </Button>
          )}
        </div>
      </header>
      <section
        aria-label={recipes.picture}
        className="recipe-picture flex min-h-0 flex-col overflow-hidden rounded-lg border-hair"
      >
        <HintBar
          held={chosen?.kind ?? null}
          onClose={() => board.current?.closeTracing()}
          onPlace={place}
          onStop={stop}
          tool={tool}
          traced={traced}
        />
        <div className="flex min-h-0 flex-1">
          <ToolRail
            canRedo={editor.editing.future.length > 0}
            canRemove={chosen !== null}
            canUndo={editor.editing.past.length > 0}
            onRedo={() => editor.edit({ kind: 'redo' })}
            onRemove={() => editor.edit({ kind: 'remove' })}
            onTool={takeTool}
            onUndo={() => editor.edit({ kind: 'undo' })}
            onWhole={() => board.current?.whole()}
            onZoom={zoom}
            tool={tool}
          />
          <div className="relative min-h-0 min-w-0 flex-1 bg-well">
            <PlanCanvas
              chosen={chosen}
              drawing={draft}
              drawn={drawn}
              edit={(edit) => {
                editor.edit(edit);
                if (edit.kind === 'choose' && edit.chosen !== null) setTab('where');
              }}
              labels={foundBy(draft.models, choices.models ?? []).labels}
              picture={still.picture}
              ref={board}
              tool={tool}
              tried={tried?.detections ?? none}
              traced={setTraced}
            />
          </div>
        </div>
        <NoStill still={still} wish={wishOf(draft, choices)} />
        {tried !== null && <TryPanel draft={draft} tried={tried} />}
        <StillBar onTry={setTrying} still={still} trying={trying} />
      </section>
      <section
        aria-label={recipes.one}
        ref={side}
        className="recipe-side flex min-h-0 flex-col overflow-hidden rounded-lg border-hair bg-surface"
      >
        {newest !== null && (
          <div className="p-3">
            <Notice text="" title={recipes.newer(newest)} tone="care" />
          </div>
        )}
        <EditorTabs
          checked={checked}
          choices={choices}
          editor={editor}
          onTab={setTab}
          onTool={takeTool}
          pictureSize={pictureSize}
          tab={tab}
        />
        <SaveState
          away={away}
          checked={checked}
          isChanged={isNew || editor.isChanged}
          maySave={maySave}
          onFirst={(flaw) => {
            setTab(flaw.tab);
            requestAnimationFrame(() =>
              side.current?.querySelector('[data-fault]')?.scrollIntoView({ block: 'center' }),
            );
          }}
          onSave={() => setSaving(true)}
          version={begun.madeFrom + 1}
        />
      </section>
      {read.body !== null && (
        <SaveSheet
          differences={differencesOf(editor.base, draft, choices.names, recipes)}
          keeping={{
            id: begun.id,
            name: read.name,
            body: read.body,
            madeFrom: editor.madeFrom,
          }}
          newest={newest}
          onClose={() => setSaving(false)}
          onSaved={saved}
          open={saving}
        />
      )}
    </div>
  );
}
