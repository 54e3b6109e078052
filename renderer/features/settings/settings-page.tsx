import type { ReactNode } from 'react';
import { contract } from '../../../preload/contract/contract.ts';
import { useMay } from '../../app/may.ts';
import { useLive } from '../../app/station.tsx';
import { Page } from '../../components/page.tsx';
import { useWords } from '../../locales/words.tsx';
import { AccessPanel } from './access-panel.tsx';
import { AuditPanel } from './audit-panel.tsx';
import { OutputsPanel } from './outputs-panel.tsx';
import { PeoplePanel } from './people-panel.tsx';
import { AboutPanel, ConnectionsPanel, LookPanel, NamePanel } from './station-panels.tsx';
import { SyncPanel } from './sync-panel.tsx';

export function SettingsPage(): ReactNode {
  const { settings } = useWords();
  const info = useLive((live) => live.info);
  const mayInvite = useMay(contract.access.invite);
  const mayPeople = useMay(contract.people.get);
  const mayTell = useMay(contract.outputs.list);
  const maySync = useMay(contract.sync.get);
  const mayAudit = useMay(contract.audit.list);
  return (
    <Page title={settings.title}>
      <div className="space-y-4">
        <LookPanel />
        {info === null ? <div aria-busy="true" className="skeleton h-32" /> : <NamePanel info={info} />}
        {mayInvite && <AccessPanel />}
        {mayPeople && <PeoplePanel />}
        {mayTell && <OutputsPanel />}
        {maySync && <SyncPanel />}
        <ConnectionsPanel />
        {mayAudit && <AuditPanel />}
        {info !== null && <AboutPanel info={info} />}
      </div>
    </Page>
  );
}
