import type { ReactNode } from 'react';
import { TextField } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../locales/words.tsx';
import type { FieldsProps } from './kind-fields.tsx';
import { openPassword } from './open-password.ts';

/** Who signs in. A password that is kept is never shown: the field is empty, and stays so where nobody types. */
export function SignInFields({ draft, before, onChange }: FieldsProps): ReactNode {
  const { sheet } = useWords().outputs;
  const isKept = before?.secrets.password === true;
  const open = openPassword(draft);
  return (
    <div className="grid gap-3">
      <TextField
        hint={sheet.userHint}
        label={sheet.user}
        maxLength={120}
        onText={(user) => onChange({ user })}
        value={draft.user}
      />
      {draft.user !== '' && (
        <TextField
          label={sheet.password}
          maxLength={2000}
          onText={(password) => onChange({ password })}
          type="password"
          value={draft.password}
          {...(isKept ? { hint: `${sheet.keptHint} ${sheet.movedHint}` } : {})}
        />
      )}
      {open !== null && <Notice text={sheet.openPasswords[open]} title={sheet.openPassword} tone="care" />}
    </div>
  );
}
