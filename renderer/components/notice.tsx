import type { ReactNode } from 'react';
import type { Trouble } from '../app/trouble.ts';
import { useWords } from '../locales/words.tsx';
import { StateGlyph } from './state-glyph.tsx';

export interface NoticeProps {
  readonly title: string;
  readonly text?: ReactNode;
  readonly remedy?: ReactNode;
  readonly tone?: 'bad' | 'care' | 'plain';
  readonly act?: ReactNode;
}

const grounds = {
  bad: 'bg-fail-wash border-fail-ink',
  care: 'bg-unsure-wash border-unsure-ink',
  plain: 'bg-raised border-line',
};

/** What happened, why, and what now; told to assistive technology when it appears. */
export function Notice({ title, text, remedy, tone = 'bad', act }: NoticeProps): ReactNode {
  return (
    <div
      className={`flex gap-3 rounded-md border-hair px-4 py-3 ${grounds[tone]}`}
      role={tone === 'bad' ? 'alert' : 'status'}
    >
      {tone !== 'plain' && (
        <span className="pt-[3px]">
          <StateGlyph shape={tone === 'bad' ? 'bad' : 'care'} />
        </span>
      )}
      <div className="min-w-0 flex-1">
        <p className="font-semibold">{title}</p>
        {text !== undefined && text !== '' && <p className="mt-0.5 break-words text-ink-2">{text}</p>}
        {remedy !== undefined && remedy !== '' && <p className="mt-1 font-medium break-words">{remedy}</p>}
        {act !== undefined && <div className="mt-3">{act}</div>}
      </div>
    </div>
  );
}

export function TroubleNotice({ trouble, act }: { readonly trouble: Trouble; readonly act?: ReactNode }): ReactNode {
  const words = useWords();
  if (trouble.code === 'offline') {
    return <Notice act={act} remedy={words.trouble.offlineRemedy} title={words.trouble.offline} tone="care" />;
  }
  if (trouble.code === 'ended') {
    return <Notice act={act} remedy={words.trouble.endedRemedy} title={words.trouble.codes.ended} tone="care" />;
  }
  return <Notice act={act} remedy={trouble.remedy} text={trouble.message} title={words.trouble.codes[trouble.code]} />;
}
