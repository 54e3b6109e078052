import { openStore } from '../../../main/store/store.ts';

/** Opens the store as an account without rights of its own, and says how that went. */
const [file = ''] = process.argv.slice(2);
const nobody = 65_534;
if (process.getuid?.() === 0) {
  process.setgroups?.([]);
  process.setgid?.(nobody);
  process.setuid?.(nobody);
}
const threadFile = new URL('../../../main/store/thread.ts', import.meta.url);
const opened = await openStore({ file, threadFile });
process.stdout.write(opened.ok ? 'opened' : `${opened.failure.code}: ${opened.failure.remedy}`);
if (opened.ok) await opened.value.close();
