import type { ReactNode } from 'react';
import type { ConfidencePromise, ConfidenceStatus } from '../../../preload/contract/confidence.ts';
import { Notice } from '../../components/notice.tsx';
import { fixed, whole } from '../../components/numbers.ts';
import { Ago } from '../../components/time.tsx';
import { useWords } from '../../locales/words.tsx';
import { perHundred } from './rate-field.tsx';

export function PromiseWords({ promise }: { readonly promise: ConfidencePromise }): ReactNode {
  const { confidence, tag } = useWords();
  const { missRate, falseRejectRate, defects, good } = promise;
  return (
    <div>
      <p className="text-lg font-semibold">{confidence.promised(perHundred(missRate, tag), whole(defects, tag))}</p>
      {falseRejectRate !== null && (
        <p className="mt-1">{confidence.promisedGood(perHundred(falseRejectRate, tag), whole(good, tag))}</p>
      )}
    </div>
  );
}

/** What holds now: the promise in use and how it has been kept, or the card and that nothing is promised. */
export function HoldsNow({ status }: { readonly status: ConfidenceStatus }): ReactNode {
  const { confidence, tag } = useWords();
  const { inUse, cardBand } = status;
  if (inUse === null) {
    return <p className="text-ink-2">{confidence.byCard(fixed(cardBand.low, 2, tag), fixed(cardBand.high, 2, tag))}</p>;
  }
  const { kept, promise, since, by } = inUse;
  const isReviewed = kept.defects + kept.good > 0;
  return (
    <div className="space-y-2">
      <PromiseWords promise={promise} />
      <p className="text-sm text-ink-2">
        {confidence.since(by)} <Ago at={since} />. {!isReviewed && confidence.notYetKept}
        {kept.defects > 0 && confidence.kept(kept.passed, whole(kept.defects, tag))}{' '}
        {kept.good > 0 && confidence.keptGood(kept.failed, whole(kept.good, tag))}
      </p>
      {kept.isBroken && <Notice remedy={confidence.brokenRemedy} title={confidence.broken} />}
    </div>
  );
}
