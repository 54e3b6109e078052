import type { Inspection } from '../../../preload/contract/inspections.ts';
import { taskTraits } from '../../../preload/contract/model-tasks.ts';
import type { Detection, ModelRef, Verdict } from '../../../preload/contract/values.ts';
import { severityOf } from '../../domain/batch/severity.ts';
import { endsOf } from '../../domain/confidence/band.ts';
import { type FrameJudged, Judge } from '../../domain/recipe/judge.ts';
import type { PartTally } from '../../domain/recipe/part-tally.ts';
import { topDetection } from '../../domain/verdict.ts';
import type { NewPrediction } from '../../store/packed-predictions.ts';
import type { SeenPart } from '../../store/verbs/batch-parts.ts';
import type { BatchRow } from '../../store/verbs/batches.ts';
import type { BatchLooked, BatchPicture } from '../../workers/protocol.ts';
import type { BatchTools } from './batch-plan.ts';
import { brokenPart } from './broken-part.ts';

type LookedAt = Extract<BatchPicture, { broken?: undefined }>;

export interface FoldOptions extends BatchTools {
  readonly row: Pick<BatchRow, 'plan' | 'kind'>;
  readonly sourceId: string;
  /** How many pictures were delivered before: numbers go on. */
  readonly first: number;
  readonly nextInspectionId: () => number;
  readonly now: () => number;
}

/** A part that is through, with what belongs to it. */
export interface ClosedPart {
  readonly part: SeenPart;
  /** Pictures that it ends with, those that did not decode included. */
  readonly pictures: number;
  readonly inspection?: Inspection | undefined;
  readonly predictions: readonly NewPrediction[];
  readonly jpeg?: Uint8Array | undefined;
}

interface Worst {
  readonly severity: number;
  readonly detections: readonly Detection[];
  readonly jpeg: Uint8Array | undefined;
}

interface OpenPart {
  readonly picture: LookedAt;
  readonly tally: PartTally;
  readonly inspectionId: number | null;
  readonly startedAt: number;
  /** Pictures before or in it that did not decode: they go to the store with it, never before. */
  readonly broken: SeenPart[];
  readonly rows: NewPrediction[];
  readonly slot: number;
  endedAt: number;
  frames: number;
  trouble: string;
  worst: Worst;
}

/** Gathers what the models saw into parts, in the order of the pictures; what is not closed is looked at again after a crash. */
export class BatchFold {
  readonly #options: FoldOptions;
  readonly #model: ModelRef;
  #judge: Judge;
  #open: OpenPart | undefined;
  #closed: ClosedPart[] = [];
  #delivered: number;

  constructor(options: FoldOptions) {
    this.#options = options;
    const [model] = options.row.plan.models;
    if (model === undefined) throw new Error('Expected a batch to have a model, got none');
    this.#model = model;
    this.#judge = new Judge(options.judgedBy);
    this.#delivered = options.first;
  }

  /** Looked at and not closed yet. */
  get inView(): number {
    const { frames = 0, broken = [] } = this.#open ?? {};
    return frames + broken.reduce((sum, part) => sum + part.frames, 0);
  }

  add(picture: BatchPicture): void {
    if (picture.broken !== undefined) {
      this.#closed.push({ part: brokenPart(picture.name, null, 1, picture.broken), pictures: 1, predictions: [] });
      return;
    }
    const slot = this.#slotOf(picture);
    if (this.#open !== undefined && this.#open.slot !== slot) this.#close();
    this.#open ??= this.#begin(picture, slot);
    this.#see(this.#open, picture);
    if (this.#options.row.plan.parts.by === 'picture') this.#close();
  }

  /** The video is over. */
  end({ damaged, note }: NonNullable<BatchLooked['end']>): void {
    this.#close();
    if (damaged === 0) return;
    this.#closed.push({
      part: brokenPart(null, null, damaged, note || 'Pictures behind the last did not decode.'),
      pictures: damaged,
      predictions: [],
    });
  }

  take(): readonly ClosedPart[] {
    const closed = this.#closed;
    this.#closed = [];
    return closed;
  }

  #slotOf({ atMs }: LookedAt): number {
    const { parts } = this.#options.row.plan;
    return parts.by === 'time' ? Math.floor((atMs ?? 0) / parts.ms) : this.#delivered;
  }

  #begin(picture: LookedAt, slot: number): OpenPart {
    const { row, judgedBy, nextInspectionId, now } = this.#options;
    // Each picture of a folder shows another part: nothing is followed from one to the next.
    if (row.kind === 'folder') this.#judge = new Judge(judgedBy);
    const startedAt = now();
    return {
      picture,
      slot,
      startedAt,
      endedAt: startedAt,
      tally: this.#judge.beginPart(),
      inspectionId: row.plan.judges ? nextInspectionId() : null,
      broken: [],
      rows: [],
      frames: 0,
      trouble: '',
      worst: { severity: -1, detections: [], jpeg: undefined },
    };
  }

  #see(open: OpenPart, picture: LookedAt): void {
    const { looks, width, height, atMs, damaged, jpeg } = picture;
    const trouble = looks.find((look) => look.trouble !== undefined)?.trouble;
    const judged = this.#judged(picture);
    const isReadable = trouble === undefined;
    open.tally.add(judged.findings, isReadable);
    open.frames += 1;
    open.endedAt = this.#options.now();
    if (damaged > 0) {
      const reason = `${damaged === 1 ? 'A picture' : `${damaged} pictures`} before this did not decode.`;
      open.broken.push(brokenPart(null, atMs, damaged, reason));
      open.trouble ||= reason;
    }
    if (trouble !== undefined) open.trouble ||= trouble.message;
    const verdict: Verdict = isReadable || judged.verdict === 'fail' ? judged.verdict : 'unsure';
    const severity = severityOf(verdict, judged.counted);
    if (severity > open.worst.severity) open.worst = { severity, detections: this.#worthShowing(judged), jpeg };
    open.rows.push(...this.#rows(open, picture, judged, verdict, { width, height }));
    this.#delivered += 1;
  }

  #judged({ looks, width, height, atMs }: LookedAt): FrameJudged {
    const seen = this.#options.models.flatMap(({ card, band }, index) => {
      const look = looks[index];
      if (look === undefined) return [];
      const isOfWholePicture = card.task === 'classify' || card.task === 'grade';
      const { judges } = taskTraits[card.task];
      return [{ detections: look.detections, band: band(), judges, isOfWholePicture }];
    });
    return this.#judge.see({ looks: seen, width, height, atMs: atMs ?? 0 });
  }

  /** What may be something: fainter finds are for the history, on a report they would only be noise. */
  #worthShowing({ shown }: FrameJudged): Detection[] {
    const { models, judgedBy } = this.#options;
    const ruled = Math.min(1, ...judgedBy.rules.flatMap(({ score }) => score ?? []));
    return models.flatMap(({ band }, index) =>
      (shown[index] ?? []).filter(({ label, score }) => score >= Math.min(ruled, endsOf(band(), label).low)),
    );
  }

  #rows(
    { inspectionId }: OpenPart,
    { looks }: LookedAt,
    judged: FrameJudged,
    verdict: Verdict,
    size: Pick<LookedAt, 'width' | 'height'>,
  ): NewPrediction[] {
    const { models, row, sourceId, now } = this.#options;
    return models.flatMap(({ card }, index): NewPrediction[] => {
      const look = looks[index];
      if (look === undefined) return [];
      const detections = [...(judged.shown[index] ?? [])];
      const top = topDetection(detections.filter(({ ignored }) => ignored !== true));
      const isJudged = row.plan.judges && (row.plan.recipe !== null || taskTraits[card.task].judges);
      return [
        {
          frameId: `${sourceId}-${this.#delivered}`,
          sourceId,
          inspectionId: isJudged ? inspectionId : null,
          model: { name: card.name, version: card.version },
          capturedAt: now(),
          ...size,
          detections,
          topScore: top?.score ?? null,
          topLabel: top?.label ?? null,
          verdict: isJudged ? verdict : null,
          inferMs: look.inferMs,
          endToEndMs: look.prepareMs + look.inferMs + look.decodeMs,
        },
      ];
    });
  }

  #close(): void {
    const open = this.#open;
    this.#open = undefined;
    if (open === undefined) return;
    const { row, sourceId } = this.#options;
    const { picture, frames, inspectionId, startedAt, endedAt, trouble, worst } = open;
    const { verdict, defects, why } = open.tally.judge(open.broken.length === 0);
    for (const part of open.broken) this.#closed.push({ part, pictures: part.frames, predictions: [] });
    const isJudged = inspectionId !== null;
    const severity = isJudged ? severityOf(verdict, defects) : 0;
    const isBad = severity > 0;
    const inspection: Inspection | undefined = isJudged
      ? {
          id: inspectionId,
          sourceId,
          model: this.#model,
          part: open.slot,
          startedAt,
          endedAt,
          frames,
          verdict,
          defects,
          ...(row.plan.recipe === null ? {} : { recipe: row.plan.recipe, why }),
          ...(trouble === '' ? {} : { trouble }),
        }
      : undefined;
    const part: SeenPart = {
      name: picture.name,
      atMs: picture.atMs,
      frames,
      verdict: isJudged ? verdict : null,
      reason: trouble,
      isBroken: false,
      inspectionId,
      defects,
      width: picture.width,
      height: picture.height,
      detections: isBad || !isJudged ? [...worst.detections] : [],
      hasPicture: isBad && worst.jpeg !== undefined,
      severity,
    };
    this.#closed.push({
      part,
      pictures: frames,
      inspection,
      predictions: open.rows,
      jpeg: isBad ? worst.jpeg : undefined,
    });
  }
}
