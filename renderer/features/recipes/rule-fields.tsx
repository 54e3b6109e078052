import type { ReactNode } from 'react';
import { Pick } from '../../components/pick.tsx';
import { Fault, Stepper } from '../../components/stepper.tsx';
import { useWords } from '../../locales/words.tsx';
import { labelWords } from '../../overlay/label-marks.ts';
import type { RuleDraft } from './recipe-draft.ts';

export interface RuleFieldsProps {
  readonly rule: RuleDraft;
  readonly labels: readonly string[];
  readonly zones: readonly string[];
  /** The score that the model asks for by itself. */
  readonly usualScore: string;
  readonly fault: (field: string) => string | undefined;
  readonly onChange: (rule: RuleDraft, field: string) => void;
}

/** The value of a pick that means none: no label and no zone is called so. */
const none = '';

function Labelled({
  title,
  fault,
  children,
}: {
  readonly title: string;
  readonly fault: string | undefined;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)_14.5rem] items-center gap-x-3">
      <p aria-hidden="true" className="font-medium">
        {title}
      </p>
      {children}
      <div className="col-span-2">
        <Fault text={fault} />
      </div>
    </div>
  );
}

function WhatPick({ rule, labels, fault, onChange }: RuleFieldsProps): ReactNode {
  const { rules } = useWords().recipes;
  const value = rule.label ?? none;
  const known = labels.includes(value) || value === none ? labels : [...labels, value];
  return (
    <Labelled fault={fault('label')} title={rules.what}>
      <Pick
        className="w-full"
        label={rules.what}
        onPick={(label) =>
          onChange(
            rule.kind === 'defect' ? { ...rule, label: label === none ? null : label } : { ...rule, label },
            'label',
          )
        }
        options={[
          ...(rule.kind === 'defect' ? [{ value: none, label: rules.any }] : []),
          ...known.map((label) => ({ value: label, label: labelWords(label) })),
        ]}
        placeholder={rules.something}
        value={value}
      />
    </Labelled>
  );
}

function ZonePick({ rule, zones, fault, onChange }: RuleFieldsProps): ReactNode {
  const { rules } = useWords().recipes;
  const known = rule.zone === null || zones.includes(rule.zone) ? zones : [...zones, rule.zone];
  if (known.length === 0) return null;
  return (
    <Labelled fault={fault('zone')} title={rules.zone}>
      <Pick
        className="w-full"
        label={rules.zone}
        onPick={(zone) => onChange({ ...rule, zone: zone === none ? null : zone }, 'zone')}
        options={[{ value: none, label: rules.everywhere }, ...known.map((zone) => ({ value: zone, label: zone }))]}
        placeholder={rules.everywhere}
        value={rule.zone ?? none}
      />
    </Labelled>
  );
}

/** The numbers of a rule: each kind has its own. */
function Numbers({ rule, fault, onChange }: RuleFieldsProps): ReactNode {
  const { rules } = useWords().recipes;
  const counted = { step: 1, least: 1, most: 1_000, start: 1, inline: true };
  const mm = { step: 0.1, least: 0.1, most: 100_000, start: 10, unit: 'mm', inline: true };
  switch (rule.kind) {
    case 'defect':
      return (
        <>
          <Stepper
            {...counted}
            fault={fault('leastCount')}
            label={rules.least}
            onText={(leastCount) => onChange({ ...rule, leastCount }, 'leastCount')}
            value={rule.leastCount}
          />
          <Stepper
            fault={fault('leastAreaMm2')}
            inline
            label={rules.area}
            least={0.1}
            most={100_000}
            onText={(leastAreaMm2) => onChange({ ...rule, leastAreaMm2 }, 'leastAreaMm2')}
            start={1}
            step={0.5}
            unit="mm²"
            usual={rules.anyArea}
            value={rule.leastAreaMm2}
          />
        </>
      );
    case 'missing':
      return (
        <Stepper
          {...counted}
          fault={fault('count')}
          label={rules.atLeast}
          onText={(count) => onChange({ ...rule, count }, 'count')}
          value={rule.count}
        />
      );
    case 'measure':
      return (
        <>
          <Stepper
            {...mm}
            fault={fault('leastMm')}
            label={rules.from}
            onText={(leastMm) => onChange({ ...rule, leastMm }, 'leastMm')}
            usual={rules.noLimit}
            value={rule.leastMm}
          />
          <Stepper
            {...mm}
            fault={fault('mostMm')}
            label={rules.to}
            onText={(mostMm) => onChange({ ...rule, mostMm }, 'mostMm')}
            usual={rules.noLimit}
            value={rule.mostMm}
          />
        </>
      );
  }
}

const sides = ['width', 'height', 'longer', 'shorter'] as const;

export function RuleFields(props: RuleFieldsProps): ReactNode {
  const { rule, usualScore, fault, onChange } = props;
  const { rules } = useWords().recipes;
  const score = (
    <Stepper
      fault={fault('score')}
      inline
      label={rules.score}
      least={0}
      most={1}
      onText={(score) => onChange({ ...rule, score }, 'score')}
      start={usualScore === '' ? 0.5 : Number(usualScore)}
      step={0.05}
      usual={rules.usual(usualScore)}
      value={rule.score}
    />
  );
  return (
    <div className="space-y-2">
      <WhatPick {...props} />
      {rule.kind === 'measure' && (
        <Labelled fault={fault('side')} title={rules.side}>
          <Pick
            className="w-full"
            label={rules.side}
            onPick={(picked) => {
              const side = sides.find((known) => known === picked);
              if (side !== undefined) onChange({ ...rule, side }, 'side');
            }}
            options={sides.map((side) => ({ value: side, label: rules.sides[side] }))}
            placeholder={rules.side}
            value={rule.side}
          />
        </Labelled>
      )}
      {rule.kind === 'defect' && score}
      <Numbers {...props} />
      {rule.kind !== 'defect' && score}
      <ZonePick {...props} />
    </div>
  );
}
