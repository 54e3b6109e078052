import type { ReactNode } from 'react';
import type { LineCount, ZoneState } from '../../../preload/contract/recipes.ts';
import { duration, whole } from '../../components/numbers.ts';
import { useWords } from '../../locales/words.tsx';

export interface ZonesPanelProps {
  readonly zones: readonly ZoneState[];
  readonly lines: readonly LineCount[];
}

const head = 'pb-1 text-right text-sm font-normal text-ink-3 first:text-left';
const cell = 'py-1 text-right tabular-nums';

/** What is followed through the zones and over the lines of the recipe; each row has its place for as long as the recipe runs. */
export function ZonesPanel({ zones, lines }: ZonesPanelProps): ReactNode {
  const words = useWords();
  const says = words.inspect.zones;
  if (zones.length === 0 && lines.length === 0) return null;
  return (
    <section aria-label={says.title} className="zones-panel mt-2 border-t-hair pt-2">
      {zones.length > 0 && (
        <table className="w-full table-fixed">
          <thead>
            <tr>
              <th className={`${head} w-2/5`} scope="col">
                {says.zone}
              </th>
              <th className={head} scope="col">
                {says.now}
              </th>
              <th className={head} scope="col">
                {says.longest}
              </th>
              <th className={head} scope="col">
                {says.entered}
              </th>
            </tr>
          </thead>
          <tbody>
            {zones.map((zone) => (
              <tr key={zone.name}>
                <th className="truncate py-1 text-left font-medium" scope="row">
                  {zone.name}
                </th>
                <td className={`${cell} text-lg font-semibold`}>{whole(zone.now, words.tag)}</td>
                <td className={cell}>{duration(zone.longestMs)}</td>
                <td className={cell}>{whole(zone.entered, words.tag)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {lines.length > 0 && (
        <table className="w-full table-fixed">
          <thead>
            <tr>
              <th className={`${head} w-2/5`} scope="col">
                {says.line}
              </th>
              <th className={head} scope="col">
                {says.in}
              </th>
              <th className={head} scope="col">
                {says.out}
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.name}>
                <th className="truncate py-1 text-left font-medium" scope="row">
                  {line.name}
                </th>
                <td className={`${cell} text-lg font-semibold`}>{whole(line.in, words.tag)}</td>
                <td className={`${cell} text-lg font-semibold`}>{whole(line.out, words.tag)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
