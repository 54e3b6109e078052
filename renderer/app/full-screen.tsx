import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react';

interface FullScreen {
  readonly full: boolean;
  readonly toggle: () => void;
}

const Context = createContext<FullScreen>({ full: false, toggle: () => {} });

export const useFullScreen = (): FullScreen => use(Context);

/** The seat takes the whole screen: the rail and the status line give way until Esc or F. */
export function FullScreenProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [full, setFull] = useState(false);
  useEffect(() => {
    const changed = (): void => setFull(document.fullscreenElement !== null);
    document.addEventListener('fullscreenchange', changed);
    return () => document.removeEventListener('fullscreenchange', changed);
  }, []);
  const value = useMemo<FullScreen>(
    () => ({
      full,
      toggle: () => {
        const done =
          document.fullscreenElement === null
            ? document.documentElement.requestFullscreen()
            : document.exitFullscreen();
        // A page in a frame or a kiosk may be refused: then the rail stays, and nothing else is lost.
        done.catch(() => setFull(false));
      },
    }),
    [full],
  );
  return <Context value={value}>{children}</Context>;
}
