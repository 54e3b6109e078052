import { importsOf } from './imports-of.ts';
import { type LayerRule, layerRules } from './rules.ts';

export interface BrokenRule {
  readonly rule: string;
  readonly file: string;
  readonly imports: string;
  readonly remedy: string;
}

const feature = /^renderer\/features\/([^/]+)\//;

function breaks(rule: LayerRule, file: string, target: string): boolean {
  if (!rule.from.test(file) || rule.exceptFrom?.test(file)) return false;
  if (!rule.refused.test(target) || rule.allowed?.test(target)) return false;
  const own = feature.exec(file)?.[1];
  return own === undefined || own !== feature.exec(target)?.[1];
}

/** Every import of a file that its layer may not make. */
export function brokenRules(file: string, source: string): readonly BrokenRule[] {
  const targets = importsOf(file, source);
  return layerRules.flatMap((rule) =>
    targets
      .filter((target) => breaks(rule, file, target))
      .map((target) => ({ rule: rule.name, file, imports: target, remedy: rule.remedy })),
  );
}
