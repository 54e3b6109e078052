import type { ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/choice.tsx';
import { SwitchField } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { SideSheet } from '../../components/side-sheet.tsx';
import { useWords } from '../../locales/words.tsx';
import { MuteButton } from './attention-bar.tsx';
import { loudnesses } from './screen-choices.ts';
import { type AttentionHandles, useScreenChoices } from './use-attention.ts';

const kinds = ['fail', 'unsure', 'line'] as const;

export interface AttentionSheetProps {
  readonly open: boolean;
  readonly handles: AttentionHandles;
  readonly onClose: () => void;
}

/** How loud this screen is, and what it wants to be acknowledged. */
export function AttentionSheet({ open, handles, onClose }: AttentionSheetProps): ReactNode {
  const { attention } = useWords().inspect;
  const [choices, choose] = useScreenChoices();
  const { alarm, heard } = handles;
  return (
    <SideSheet lead={attention.lead} onClose={onClose} open={open} title={attention.title}>
      <h3 className="font-semibold">{attention.sound}</h3>
      <Choice
        className="mt-2 grid-cols-3"
        label={attention.sound}
        onChoose={(value) => {
          const sound = loudnesses.find((known) => known === value);
          if (sound !== undefined) choose({ sound });
        }}
        options={loudnesses.map((value) => ({ value, label: attention.sounds[value] }))}
        value={choices.sound}
      />
      {heard.isBlocked && (
        <div className="mt-3">
          <Notice title={attention.blocked} tone="care" />
        </div>
      )}
      <div className="mt-3">
        <MuteButton handles={handles} />
      </div>
      {choices.sound !== 'off' && (
        <>
          <h3 className="mt-6 font-semibold">{attention.tries}</h3>
          <div className="mt-2 grid gap-2">
            {kinds.map((kind) => (
              <Button icon="play" key={kind} onClick={() => alarm.sound(kind)}>
                {attention.kinds[kind]}
              </Button>
            ))}
          </div>
        </>
      )}
      <h3 className="mt-8 font-semibold">{attention.acknowledge}</h3>
      <p className="mt-1 text-sm text-ink-2">{attention.acknowledgeText}</p>
      <div className="mt-2 divide-y divide-line">
        {kinds.map((kind) => (
          <SwitchField
            key={kind}
            label={attention.kinds[kind]}
            on={choices.acknowledge[kind]}
            onSwitch={(on) => choose({ acknowledge: { ...choices.acknowledge, [kind]: on } })}
          />
        ))}
      </div>
    </SideSheet>
  );
}
