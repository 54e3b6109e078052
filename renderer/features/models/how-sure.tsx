import { type ReactNode, useState } from 'react';
import type { ConfidenceFit, ConfidenceStatus } from '../../../preload/contract/confidence.ts';
import { contract } from '../../../preload/contract/contract.ts';
import { useMay } from '../../app/may.ts';
import { useAction, useQuery } from '../../app/query.ts';
import { seatHref } from '../../app/routes.ts';
import { useStation } from '../../app/station.tsx';
import { Button } from '../../components/button.tsx';
import { SwitchField } from '../../components/field.tsx';
import { Figure } from '../../components/figure.tsx';
import { Notice, TroubleNotice } from '../../components/notice.tsx';
import { fixed, whole } from '../../components/numbers.ts';
import { useWords } from '../../locales/words.tsx';
import { FitProposal } from './fit-proposal.tsx';
import { HoldsNow } from './promise-words.tsx';
import { RateField } from './rate-field.tsx';
import { ReliabilityDiagram, ReliabilityTable } from './reliability-diagram.tsx';

interface Rates {
  readonly missRate: number;
  readonly falseRejectRate?: number;
}

const usualRates: Rates = { missRate: 0.02 };
const usualFalseRejectRate = 0.05;

function Reviewed({ status }: { readonly status: ConfidenceStatus }): ReactNode {
  const { confidence, tag } = useWords();
  const { facts } = confidence;
  const { defects, unseen, good, waiting, undecided, missed } = status.reviewed;
  const notSeen = unseen === 0 ? {} : { note: `${whole(unseen, tag)} ${facts.unseen}` };
  const left = undecided === 0 ? {} : { note: `${whole(undecided, tag)} ${facts.undecided}` };
  const waits = waiting === 0 ? {} : { href: seatHref('label') };
  const lost = missed === 0 ? {} : { note: `${whole(missed, tag)} ${facts.missed}` };
  return (
    <dl className="grid grid-cols-2 gap-4 md:grid-cols-3">
      <Figure label={facts.defects} value={whole(defects, tag)} {...notSeen} />
      <Figure label={facts.good} value={whole(good, tag)} {...left} />
      <Figure label={facts.waiting} value={whole(waiting, tag)} {...waits} {...lost} />
    </dl>
  );
}

function Scores({ status, fit }: { readonly status: ConfidenceStatus; readonly fit: ConfidenceFit | null }): ReactNode {
  const { confidence, tag } = useWords();
  const before = fit?.before ?? status.reliability;
  const after = fit !== null && fit.scaling !== null ? fit.after : null;
  if (before.error === null) return <p className="text-ink-2">{confidence.none}</p>;
  const errorOf = ({ error }: typeof before): string =>
    error === null
      ? ''
      : confidence.error(fixed(error.value, 3, tag), fixed(error.low, 3, tag), fixed(error.high, 3, tag));
  return (
    <div className="grid gap-6 lg:grid-cols-[minmax(0,24rem)_minmax(0,1fr)]">
      <div>
        <ReliabilityDiagram after={after} before={before} />
        <dl className="mt-2 text-sm">
          <dt className="text-ink-3">{confidence.asGiven}</dt>
          <dd>{errorOf(before)}</dd>
          {after !== null && (
            <>
              <dt className="mt-1 text-ink-3">{confidence.scaled(fixed(fit?.scaling?.temperature ?? 1, 2, tag))}</dt>
              <dd>{errorOf(after)}</dd>
            </>
          )}
        </dl>
        {fit !== null && after === null && <p className="mt-2 text-sm text-ink-2">{confidence.notScaled}</p>}
      </div>
      <ReliabilityTable of={after ?? before} />
    </div>
  );
}

interface ChoiceProps {
  readonly rates: Rates;
  readonly onRates: (rates: Rates) => void;
}

function RateChoice({ rates, onRates }: ChoiceProps): ReactNode {
  const { confidence } = useWords();
  const { missRate, falseRejectRate } = rates;
  return (
    <div>
      <RateField label={confidence.missRate} onRate={(rate) => onRates({ ...rates, missRate: rate })} rate={missRate} />
      <SwitchField
        label={confidence.promiseGood}
        on={falseRejectRate !== undefined}
        onSwitch={(on) => onRates(on ? { missRate, falseRejectRate: usualFalseRejectRate } : { missRate })}
      />
      {falseRejectRate !== undefined && (
        <RateField
          label={confidence.falseRejectRate}
          onRate={(rate) => onRates({ missRate, falseRejectRate: rate })}
          rate={falseRejectRate}
        />
      )}
    </div>
  );
}

/** How far the scores of a model can be trusted, what may be promised from labels, and the thresholds that would keep it. */
export function HowSure({ model }: { readonly model: string }): ReactNode {
  const words = useWords();
  const { confidence } = words;
  const { toasts } = useStation();
  const mayUse = useMay(contract.confidence.use);
  const [rates, setRates] = useState<Rates>(usualRates);
  const status = useQuery(`confidence ${model}`, (client, signal) => client.confidence.status({ model }, { signal }));
  const fit = useQuery(`fit ${model} ${JSON.stringify(rates)}`, (client, signal) =>
    client.confidence.fit({ model, ...rates }, { signal }),
  );
  const use = useAction((client, wanted: Rates) => client.confidence.use({ model, ...wanted }));
  const revert = useAction((client, _: null) => client.confidence.revert({ model }));
  const changed = (title: string): void => {
    toasts.say({ tone: 'plain', title, text: '' });
    status.reload();
    fit.reload();
  };
  if (status.data === null) {
    return status.trouble === null ? (
      <div aria-busy="true" className="skeleton h-64" />
    ) : (
      <TroubleNotice act={<Button onClick={status.reload}>{words.again}</Button>} trouble={status.trouble} />
    );
  }
  const proposal = fit.trouble === null ? fit.data : null;
  const trouble = use.trouble ?? revert.trouble;
  return (
    <div className="space-y-5">
      <HoldsNow status={status.data} />
      <Reviewed status={status.data} />
      <RateChoice onRates={setRates} rates={rates} />
      <div aria-live="polite" className="space-y-4">
        {fit.trouble !== null && <NotYet trouble={fit.trouble} />}
        {proposal !== null && <FitProposal fit={proposal} />}
      </div>
      {trouble !== null && <TroubleNotice trouble={trouble} />}
      {mayUse && (
        <div className="flex flex-wrap gap-3">
          <Button
            disabled={proposal === null || use.busy || fit.busy}
            icon="check"
            look="action"
            onClick={() => void use.run(rates).then((used) => used && changed(confidence.used))}
          >
            {use.busy ? confidence.using : confidence.use}
          </Button>
          {status.data.inUse !== null && (
            <Button
              disabled={revert.busy}
              onClick={() => void revert.run(null).then((done) => done && changed(confidence.reverted))}
            >
              {confidence.revert}
            </Button>
          )}
        </div>
      )}
      <div>
        <h4 className="mb-2 text-sm font-semibold text-ink-2">{confidence.reliability}</h4>
        <Scores fit={proposal} status={status.data} />
      </div>
    </div>
  );
}

/** Too few labels are no fault of anybody: what is missing stands first. */
function NotYet({ trouble }: { readonly trouble: Parameters<typeof TroubleNotice>[0]['trouble'] }): ReactNode {
  const { confidence } = useWords();
  if (trouble.code !== 'wrong_state') return <TroubleNotice trouble={trouble} />;
  return <Notice remedy={trouble.remedy} text={trouble.message} title={confidence.cannot} tone="plain" />;
}
