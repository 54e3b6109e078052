interface Setup {
  findElectron(): { readonly file: string } | { readonly reason: string };
}
// What the set-up looks for is what the tests use; it is plain JavaScript, since it runs before anything is installed.
const setup: Setup = await import(new URL('../../main/setup/find-electron.mjs', import.meta.url).href);

/** Electron's binary, or one sentence on why there is none. Honours ELECTRON_OVERRIDE_DIST_PATH. */
export const findElectron = setup.findElectron;
