import type { Rectangle } from 'electron';
import { z } from 'zod';

export const smallest = { width: 1280, height: 800 } as const;
const preferred = { width: 1600, height: 1000 } as const;

const remembered = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  maximized: z.boolean(),
});
export type RememberedBounds = z.infer<typeof remembered>;

/** Null for a file that is missing or was damaged: the window then opens as on the first day. */
export function readBounds(text: string | null): RememberedBounds | null {
  return text === null ? null : (remembered.safeParse(parsed(text)).data ?? null);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Where to open: as it was left, unless that screen is gone, and never larger than the screen that it is on. */
export function placeWindow(
  saved: RememberedBounds | null,
  workAreas: readonly Rectangle[],
  primary: Rectangle,
): Rectangle {
  const home = saved === null ? undefined : workAreas.find((area) => holdsTitleOf(saved, area));
  if (saved === null || home === undefined) return centred(primary);
  const width = Math.min(Math.max(saved.width, smallest.width), home.width);
  const height = Math.min(Math.max(saved.height, smallest.height), home.height);
  return {
    x: clamp(saved.x, home.x, home.x + home.width - width),
    y: clamp(saved.y, home.y, home.y + home.height - height),
    width,
    height,
  };
}

/** A window can be moved back as long as the middle of its title bar is on a screen. */
function holdsTitleOf(saved: RememberedBounds, area: Rectangle): boolean {
  const middle = saved.x + saved.width / 2;
  return middle >= area.x && middle < area.x + area.width && saved.y >= area.y && saved.y < area.y + area.height;
}

function centred(area: Rectangle): Rectangle {
  const width = Math.min(preferred.width, area.width);
  const height = Math.min(preferred.height, area.height);
  return {
    x: area.x + Math.floor((area.width - width) / 2),
    y: area.y + Math.floor((area.height - height) / 2),
    width,
    height,
  };
}

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);
