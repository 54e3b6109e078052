import { type ReactNode, useState } from 'react';
import { mayUse, seatHref } from '../../app/routes.ts';
import { useLive } from '../../app/station.tsx';
import { Button, IconButton } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { sizeOf, sizeOptions, sizeToChoose, valueOfSize } from '../../components/input-size.ts';
import { Pick } from '../../components/pick.tsx';
import { Fault } from '../../components/stepper.tsx';
import { TitledField } from '../../components/titled-field.tsx';
import { useWords } from '../../locales/words.tsx';
import { labelWords } from '../../overlay/label-marks.ts';
import type { TabProps } from './editor-tabs.tsx';
import { sizesFor } from './recipe-draft.ts';
import { foundBy } from './use-choices.ts';

const mostModels = 3;

/** Only where the network takes more than one size. */
function SizePick({ editor, choices, checked, name }: TabProps & { readonly name: string }): ReactNode {
  const words = useWords();
  const { size } = words.inspect;
  const { inputSizes } = editor.editing.draft;
  const chosen = inputSizes[name] ?? null;
  const taken = sizeToChoose(choices.models?.find((model) => model.name === name));
  const fault = <Fault text={checked.at(`inputSizes.${name}`)} />;
  const put = (value: string): void => {
    const { [name]: _, ...others } = inputSizes;
    const side = sizeOf(value);
    editor.write({ inputSizes: side === null ? others : { ...others, [name]: side } }, `size ${name}`);
  };
  if (taken === null) return fault;
  const options = sizeOptions(taken, chosen, words);
  const value = valueOfSize(chosen, taken);
  const hint = options.find((option) => option.value === value)?.note;
  return (
    <div className="mt-3 ml-4">
      <TitledField title={size.sees} {...(hint === undefined ? {} : { hint })}>
        <Pick
          className="w-full"
          label={size.of(choices.names.model(name))}
          onPick={put}
          options={options}
          placeholder={size.label}
          value={value}
        />
      </TitledField>
      {fault}
    </div>
  );
}

function ModelPicks(props: TabProps): ReactNode {
  const words = useWords();
  const { editor, choices, checked } = props;
  const { what } = words.recipes;
  const { models } = editor.editing.draft;
  const role = useLive((live) => live.info?.role);
  const mayTeach = role !== undefined && mayUse('teach', role);
  const known = choices.models ?? [];
  const optionsFor = (own: string | null) => [
    ...known
      .filter(({ name, state }) => state === 'installed' && (name === own || !models.includes(name)))
      .map(({ name, title, task, version }) => ({
        value: name,
        label: title,
        note: `${words.models.tasks[task] ?? task}, ${version}`,
        icon: 'models' as const,
      })),
    ...(own !== null && !known.some(({ name, state }) => name === own && state === 'installed')
      ? [{ value: own, label: choices.names.model(own), note: what.notInstalled, icon: 'models' as const }]
      : []),
  ];
  const { inputSizes } = editor.editing.draft;
  const put = (next: readonly string[]): void =>
    editor.write({ models: next, inputSizes: sizesFor(next, inputSizes) }, `models ${next.length}`);
  return (
    <fieldset>
      <legend className="font-medium">{what.models}</legend>
      <p className="mt-0.5 text-sm text-ink-3">{what.modelsText}</p>
      <ol className="mt-2 space-y-2">
        {models.map((name, at) => (
          <li key={name}>
            <div className="flex gap-2">
              <Pick
                className="min-w-0 flex-1"
                label={what.model(at + 1)}
                onPick={(next) => put(models.map((one, index) => (index === at ? next : one)))}
                options={optionsFor(name)}
                placeholder={what.pickModel}
                value={name}
              />
              {models.length > 1 && (
                <IconButton
                  icon="bin"
                  label={what.dropModel(choices.names.model(name))}
                  onClick={() => put(models.filter((_, index) => index !== at))}
                />
              )}
            </div>
            <Fault text={checked.at(`models.${at}`)} />
            <SizePick {...props} name={name} />
          </li>
        ))}
      </ol>
      {models.length < mostModels && (
        <Pick
          className="mt-2 w-full border-dashed"
          label={what.addModel}
          onPick={(next) => put([...models, next])}
          options={optionsFor(null)}
          placeholder={models.length === 0 ? what.pickModel : what.addModel}
          value=""
        />
      )}
      {models.length === 0 && <Fault text={checked.at('models')} />}
      {models.length > 0 && (
        <p className="mt-2 text-sm text-ink-2">
          {what.finds(foundBy(models, known).labels.map(labelWords).join(', '))}
        </p>
      )}
      {mayTeach && (
        <a
          className="focus-inset mt-1 inline-flex min-h-12 items-center font-medium underline decoration-edge underline-offset-4 hover:decoration-ink"
          href={seatHref('teach')}
        >
          {what.teach}
        </a>
      )}
    </fieldset>
  );
}

/** A scanner types what it reads and presses Enter. */
function CodeField({ editor, checked }: TabProps): ReactNode {
  const { what } = useWords().recipes;
  const { code } = editor.editing.draft;
  const [scanning, setScanning] = useState(false);
  const [read, setRead] = useState('');
  return (
    <div>
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <TextField
            hint={what.codeHint}
            label={what.code}
            onText={(text) => editor.write({ code: text }, 'code')}
            value={code}
          />
        </div>
        <Button
          aria-expanded={scanning}
          className="mt-7 shrink-0"
          icon="barcode"
          onClick={() => {
            setRead('');
            setScanning(!scanning);
          }}
        >
          {what.scanNow}
        </Button>
      </div>
      <Fault text={checked.at('code')} />
      {scanning && (
        <form
          className="mt-3 rounded-md border-hair border-accent bg-accent-wash p-3"
          onSubmit={(event) => {
            event.preventDefault();
            if (read.trim() === '') return;
            editor.write({ code: read.trim() }, 'code');
            setScanning(false);
          }}
        >
          <p className="mb-2 font-medium">{what.scanning}</p>
          <input
            aria-label={what.scanNow}
            autoComplete="off"
            // biome-ignore lint/a11y/noAutofocus: the scanner types where the focus is, and the press on the button asked for it
            autoFocus
            className="h-12 w-full rounded-md border-hair border-edge bg-raised px-3.5"
            onChange={(event) => setRead(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') setScanning(false);
            }}
            spellCheck={false}
            value={read}
          />
        </form>
      )}
    </div>
  );
}

export function WhatTab(props: TabProps): ReactNode {
  const { editor, choices, checked } = props;
  const { what } = useWords().recipes;
  const { draft } = editor.editing;
  const known = choices.sources ?? [];
  const isKnown = known.some(({ id }) => id === draft.sourceId);
  return (
    <div className="space-y-6">
      <div>
        <TextField
          hint={what.nameHint}
          label={what.name}
          maxLength={60}
          onText={(name) => editor.write({ name }, 'name')}
          value={draft.name}
        />
        <Fault text={checked.at('name')} />
      </div>
      <div>
        <p aria-hidden="true" className="mb-1.5 font-medium">
          {what.source}
        </p>
        <Pick
          className="w-full"
          label={what.source}
          onPick={(sourceId) => editor.write({ sourceId }, 'source')}
          options={[
            ...known.map(({ id, name }) => ({ value: id, label: name, icon: 'camera' as const })),
            ...(isKnown || draft.sourceId === ''
              ? []
              : [{ value: draft.sourceId, label: draft.sourceId, icon: 'camera' as const, disabled: true }]),
          ]}
          placeholder={what.pickSource}
          value={draft.sourceId}
        />
        <Fault text={checked.at('sourceId')} />
      </div>
      <ModelPicks {...props} />
      <CodeField {...props} />
    </div>
  );
}
