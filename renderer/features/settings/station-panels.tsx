import { type ReactNode, useState } from 'react';
import { contract } from '../../../preload/contract/contract.ts';
import type { StationInfo } from '../../../preload/contract/station.ts';
import { useMay } from '../../app/may.ts';
import { themes } from '../../app/preferences.ts';
import { useAction, useQuery } from '../../app/query.ts';
import { useStation } from '../../app/station.tsx';
import { useTheme } from '../../app/theme-context.tsx';
import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/choice.tsx';
import { TextField } from '../../components/field.tsx';
import { Figure } from '../../components/figure.tsx';
import { Form } from '../../components/form.tsx';
import { Notice, TroubleNotice } from '../../components/notice.tsx';
import { Panel } from '../../components/page.tsx';
import { Table } from '../../components/table.tsx';
import { Icon } from '../../icons/icon.tsx';
import type { IconName } from '../../icons/paths.ts';
import { useWords } from '../../locales/words.tsx';

const icons: Record<(typeof themes)[number], IconName> = {
  auto: 'auto',
  light: 'sun',
  dark: 'moon',
  contrast: 'contrast',
};

export function LookPanel(): ReactNode {
  const words = useWords();
  const { theme, choose } = useTheme();
  return (
    <Panel id="look" title={words.settings.sections.look}>
      <Choice
        className="grid-cols-2 md:grid-cols-4"
        label={words.theme.title}
        onChoose={(value) => choose(themes.find((known) => known === value) ?? 'auto')}
        options={themes.map((value) => ({ value, label: words.theme[value], icon: icons[value] }))}
        value={theme}
      />
      <p className="mt-3 text-sm text-ink-3">{words.settings.themeText}</p>
    </Panel>
  );
}

export function NamePanel({ info }: { readonly info: StationInfo }): ReactNode {
  const { settings } = useWords();
  const { toasts, live } = useStation();
  const may = useMay(contract.station.rename);
  const [draft, setDraft] = useState<string | null>(null);
  const rename = useAction((client, name: string) => client.station.rename({ name }));
  const name = draft ?? info.name;
  const save = async (): Promise<void> => {
    const saved = await rename.run(name.trim());
    if (saved === null) return;
    live.setState({ info: { ...info, name: saved.name } });
    setDraft(null);
    toasts.say({ tone: 'plain', title: settings.renamed, text: '' });
  };
  return (
    <Panel id="station" title={settings.sections.station}>
      <Form className="flex flex-wrap items-end gap-3" onSubmit={() => void save()}>
        <div className="min-w-64 flex-1">
          <TextField disabled={!may} label={settings.name} maxLength={60} onText={setDraft} value={name} />
        </div>
        {may && (
          <Button disabled={rename.busy || name.trim() === '' || name.trim() === info.name} submit>
            {settings.rename}
          </Button>
        )}
      </Form>
      {!may && <p className="mt-2 text-sm text-ink-3">{settings.onlyAdmin}</p>}
      {rename.trouble !== null && (
        <div className="mt-4">
          <TroubleNotice trouble={rename.trouble} />
        </div>
      )}
    </Panel>
  );
}

export function ConnectionsPanel(): ReactNode {
  const words = useWords();
  const { settings } = words;
  const list = useQuery('connections', (client, signal) => client.station.connections(undefined, { signal }));
  return (
    <Panel id="connections" title={settings.sections.connections}>
      {list.trouble !== null && <TroubleNotice trouble={list.trouble} />}
      {list.data === null && list.trouble === null && <div aria-busy="true" className="skeleton h-12" />}
      {list.data?.length === 0 && (
        <p className="flex min-h-12 items-center gap-3 text-lg font-medium">
          <Icon className="shrink-0 text-ink-2" name="shield" size={26} />
          {settings.noConnections}
        </p>
      )}
      {list.data !== null && list.data.length > 0 && (
        <>
          <Notice title={settings.someConnections(list.data.length)} tone="plain" />
          <Table
            caption={settings.sections.connections}
            columns={[
              { key: 'purpose', head: settings.connectionColumns.purpose, wide: true, cell: ({ purpose }) => purpose },
              { key: 'address', head: settings.connectionColumns.address, cell: ({ address }) => address },
              { key: 'by', head: settings.connectionColumns.by, cell: ({ configuredBy }) => configuredBy },
            ]}
            keyOf={({ purpose, address }) => `${purpose} ${address}`}
            rows={list.data}
          />
        </>
      )}
    </Panel>
  );
}

export function AboutPanel({ info }: { readonly info: StationInfo }): ReactNode {
  const { settings, product } = useWords();
  return (
    <Panel id="about" title={settings.sections.about}>
      <dl className="grid grid-cols-3 gap-4">
        <Figure label={product} value={info.version} />
        <Figure label={settings.host} value={settings.hosts[info.host]} />
        <Figure label={settings.signedIn} value={settings.roles[info.role]} />
      </dl>
      <dl className="mt-5 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm">
        <dt className="text-ink-3">{settings.data}</dt>
        <dd className="break-all select-all">{info.dataFolder}</dd>
        <dt className="text-ink-3">{settings.id}</dt>
        <dd className="break-all select-all">{info.id}</dd>
      </dl>
      <p className="mt-4 max-w-prose text-ink-2">
        <span className="font-semibold">{settings.licence}:</span> {settings.licenceText}
      </p>
    </Panel>
  );
}
