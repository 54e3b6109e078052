import { type ReactNode, useState } from 'react';
import { roles } from '../../../preload/contract/capability.ts';
import { useAction } from '../../app/query.ts';
import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/choice.tsx';
import { TroubleNotice } from '../../components/notice.tsx';
import { Panel } from '../../components/page.tsx';
import { clockTime } from '../../components/time.tsx';
import { useWords } from '../../locales/words.tsx';

type Role = (typeof roles)[number];

function Link({ link, until }: { readonly link: string; readonly until: number }): ReactNode {
  const words = useWords();
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(link).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <div className="mt-4" role="status">
      <p className="font-medium">{words.settings.inviteLink}</p>
      <div className="mt-1.5 flex gap-2">
        <output className="flex min-h-12 min-w-0 flex-1 items-center rounded-md border-hair border-edge bg-raised px-3.5 py-2 break-all select-all">
          {link}
        </output>
        <Button icon={copied ? 'check' : 'copy'} onClick={() => void copy()}>
          {copied ? words.copied : words.copy}
        </Button>
      </div>
      <p className="mt-1 text-sm text-ink-2">{words.settings.inviteUntil(clockTime(until, words.tag))}</p>
    </div>
  );
}

export function AccessPanel(): ReactNode {
  const { settings } = useWords();
  const [role, setRole] = useState<Role>('operator');
  const [made, setMade] = useState<{ link: string; expiresAt: number } | null>(null);
  const invite = useAction((client, wanted: Role) => client.access.invite({ role: wanted }));
  return (
    <Panel id="access" title={settings.sections.access}>
      <p className="mb-4 text-ink-2">{settings.accessText}</p>
      <Choice
        className="md:grid-cols-2"
        label={settings.role}
        onChoose={(value) => {
          setRole(roles.find((known) => known === value) ?? 'operator');
          setMade(null);
        }}
        options={roles.map((value) => ({ value, label: settings.roles[value], note: settings.roleText[value] }))}
        value={role}
      />
      <div className="mt-4">
        <Button disabled={invite.busy} icon="address" onClick={() => void invite.run(role).then(setMade)}>
          {settings.invite}
        </Button>
      </div>
      {invite.trouble !== null && (
        <div className="mt-4">
          <TroubleNotice trouble={invite.trouble} />
        </div>
      )}
      {made !== null && <Link link={made.link} until={made.expiresAt} />}
    </Panel>
  );
}
