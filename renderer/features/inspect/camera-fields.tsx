import { type ReactNode, useEffect } from 'react';
import type { CameraDevice } from '../../../preload/contract/sources.ts';
import { useQuery } from '../../app/query.ts';
import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/choice.tsx';
import { Notice, TroubleNotice } from '../../components/notice.tsx';
import { Pick } from '../../components/pick.tsx';
import { useWords } from '../../locales/words.tsx';
import { pixelFormatsOf, ratesOf, settledPick, sizesOf } from './camera-modes.ts';
import type { SourceDraft } from './source-draft.ts';

export interface CameraFieldsProps {
  readonly draft: SourceDraft;
  readonly onChange: (part: Partial<SourceDraft>) => void;
}

/** A camera that is plugged in while somebody looks is there without a press. */
const lookAgainMs = 3_000;

function Mode({ camera, draft, onChange }: CameraFieldsProps & { readonly camera: CameraDevice }): ReactNode {
  const { add } = useWords().inspect;
  const { modes } = camera;
  const { size, rate, pixelFormat } = draft;
  const pick = (
    label: string,
    value: string,
    options: readonly { readonly value: string; readonly label: string }[],
    onPick: (value: string) => void,
  ): ReactNode => (
    <div>
      <p className="font-medium">{label}</p>
      <Pick
        className="mt-1.5 w-full"
        disabled={options.length < 2}
        label={label}
        onPick={onPick}
        options={options}
        placeholder={add.driverChooses}
        value={value}
      />
    </div>
  );
  if (modes.length === 0) return <p className="text-sm text-ink-3">{add.noModes}</p>;
  return (
    <div className="grid grid-cols-2 gap-4">
      {pick(
        add.size,
        size,
        sizesOf(modes).map((value) => ({ value, label: value.replace('x', ' × ') })),
        (wanted) => onChange(settledPick(modes, { ...draft, size: wanted })),
      )}
      {pick(
        add.fps,
        rate,
        ratesOf(modes, size).map((value) => ({ value, label: String(Math.round(Number(value) * 100) / 100) })),
        (wanted) => onChange(settledPick(modes, { ...draft, rate: wanted })),
      )}
      <div className="col-span-2">
        {pick(
          add.pixelFormat,
          pixelFormat,
          pixelFormatsOf(modes, size, rate).map((value) => ({ value, label: add.pixelFormats[value] ?? value })),
          (wanted) => onChange({ pixelFormat: wanted }),
        )}
      </div>
    </div>
  );
}

/** First the camera, then how it gives its pictures, and only what it can do. */
export function CameraFields({ draft, onChange }: CameraFieldsProps): ReactNode {
  const { add } = useWords().inspect;
  const devices = useQuery('devices', (client, signal) => client.sources.devices(undefined, { signal }));
  const { reload } = devices;
  useEffect(() => {
    const timer = setInterval(reload, lookAgainMs);
    return () => clearInterval(timer);
  }, [reload]);
  const again = (
    <Button icon="again" onClick={reload}>
      {add.lookAgain}
    </Button>
  );
  if (devices.trouble !== null) return <TroubleNotice act={again} trouble={devices.trouble} />;
  if (devices.data === null) return <p className="waiting min-h-14 py-4 text-ink-2">{add.devicesLoading}</p>;
  if (devices.data.length === 0) return <Notice title={add.noDevices} tone="plain" />;
  const choose = (device: string): void => {
    const modes = devices.data?.find((camera) => camera.device === device)?.modes ?? [];
    onChange({ device, ...settledPick(modes, {}) });
  };
  const chosen = devices.data.find(({ device }) => device === draft.device);
  return (
    <>
      <Choice
        label={add.device}
        onChoose={choose}
        options={devices.data.map(({ device, name, at }) => ({ value: device, label: name, note: at, icon: 'camera' }))}
        value={draft.device}
      />
      {chosen !== undefined && <Mode camera={chosen} draft={draft} onChange={onChange} />}
    </>
  );
}
