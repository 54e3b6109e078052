import { type Browser, expect, type Page } from '@playwright/test';

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds of the processor's time: other programs on the machine do not add to it. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

const tooLongMs = 50;

function busiest(trace: Buffer): readonly number[] {
  const { traceEvents }: { readonly traceEvents: readonly TraceEvent[] } = JSON.parse(trace.toString());
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  return traceEvents
    .filter(({ name, pid, tid }) => name === 'ThreadControllerImpl::RunTask' && mains.has(`${pid} ${tid}`))
    .map(({ tdur = 0 }) => tdur / 1_000)
    .toSorted((a, b) => b - a);
}

export interface Busy {
  /** Milliseconds of each task of the page's own thread, the longest first. */
  readonly tasksMs: readonly number[];
  readonly tooLongMs: readonly number[];
}

/** How long the page's own thread was held by one task at a time while something was done. */
export async function busyDuring(browser: Browser, page: Page, act: () => Promise<void>): Promise<Busy> {
  await browser.startTracing(page, { categories: ['toplevel', '__metadata'] });
  await act();
  const tasksMs = busiest(await browser.stopTracing());
  expect(tasksMs.length, 'tasks of the page were seen').toBeGreaterThan(0);
  return { tasksMs, tooLongMs: tasksMs.filter((ms) => ms > tooLongMs) };
}

/** Layout moved under someone's eyes, as the browser scores it, while nothing was pressed. */
export const movedDuring = (
  page: Page,
  ms: number,
): Promise<{ readonly score: number; readonly what: readonly string[] }> =>
  page.evaluate(async (span) => {
    let score = 0;
    const what: string[] = [];
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if ('value' in entry && typeof entry.value === 'number') score += entry.value;
        if (!('sources' in entry) || !Array.isArray(entry.sources)) continue;
        for (const { node } of entry.sources) if (node instanceof Element) what.push(node.outerHTML.slice(0, 100));
      }
    });
    observer.observe({ type: 'layout-shift' });
    await new Promise((resolve) => setTimeout(resolve, span));
    return { score, what };
  }, ms);
