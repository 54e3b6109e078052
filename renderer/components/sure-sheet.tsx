import type { ReactNode } from 'react';
import type { Trouble } from '../app/trouble.ts';
import { Button } from './button.tsx';
import { TroubleNotice } from './notice.tsx';
import { SideSheet } from './side-sheet.tsx';

export interface SureSheetProps {
  readonly open: boolean;
  readonly title: string;
  /** What the one button says that does it, and the other that leaves all as it is. */
  readonly act: string;
  readonly keep: string;
  readonly busy: boolean;
  readonly trouble: Trouble | null;
  readonly onSure: () => void;
  readonly onClose: () => void;
  /** What it means. */
  readonly children: ReactNode;
}

/** Asked before what cannot be taken back is done. */
export function SureSheet({
  open,
  title,
  act,
  keep,
  busy,
  trouble,
  onSure,
  onClose,
  children,
}: SureSheetProps): ReactNode {
  return (
    <SideSheet onClose={onClose} open={open} title={title}>
      <div className="space-y-5">
        {children}
        {trouble !== null && <TroubleNotice trouble={trouble} />}
        <div className="grid gap-3">
          <Button disabled={busy} icon="bin" look="action" onClick={onSure}>
            {act}
          </Button>
          <Button onClick={onClose}>{keep}</Button>
        </div>
      </div>
    </SideSheet>
  );
}
