import { type NumberFeature, numberFeatures } from '../../../preload/contract/drift.ts';
import type { Detection } from '../../../preload/contract/values.ts';
import { CategorySketch, type CategorySketchData } from '../sketch/category-sketch.ts';
import { NumberSketch, type NumberSketchData } from '../sketch/number-sketch.ts';
import { featureSpecs } from './features.ts';
import type { PictureFeatures } from './picture-features.ts';

/** What one prediction says that drift is looked for in. */
export interface Observation {
  readonly width: number;
  readonly height: number;
  readonly detections: readonly Detection[];
  /** Undefined where the picture itself was not looked at. */
  readonly picture: PictureFeatures | undefined;
}

export interface FeatureSketchesData {
  readonly predictions: number;
  readonly numbers: Readonly<Partial<Record<NumberFeature, NumberSketchData>>>;
  readonly classMix: CategorySketchData;
}

const byFeature = <T>(make: (feature: NumberFeature) => T): Readonly<Record<NumberFeature, T>> =>
  Object.fromEntries(numberFeatures.map((feature) => [feature, make(feature)])) as Record<NumberFeature, T>;

/** One sketch for each feature of one camera and model: constant in size, constant in time for each prediction. */
export class FeatureSketches {
  readonly numbers: Readonly<Record<NumberFeature, NumberSketch>>;
  readonly classMix: CategorySketch;
  #predictions: number;

  constructor(
    numbers = byFeature((feature) => new NumberSketch(featureSpecs[feature].scale)),
    classMix = new CategorySketch(),
    predictions = 0,
  ) {
    this.numbers = numbers;
    this.classMix = classMix;
    this.#predictions = predictions;
  }

  get predictions(): number {
    return this.#predictions;
  }

  add({ width, height, detections, picture }: Observation): void {
    this.#predictions += 1;
    this.numbers.boxCount.add(detections.length);
    const area = width * height;
    let top = 0;
    for (const { label, score, box } of detections) {
      top = Math.max(top, score);
      this.numbers.boxShare.add((box.width * box.height) / area);
      this.classMix.add(label);
    }
    if (detections.length > 0) this.numbers.confidence.add(top);
    if (picture !== undefined) this.#addPicture(picture);
  }

  merge(other: FeatureSketches): void {
    for (const feature of numberFeatures) this.numbers[feature].merge(other.numbers[feature]);
    this.classMix.merge(other.classMix);
    this.#predictions += other.#predictions;
  }

  /** Features that were never seen are left out. */
  toData(): FeatureSketchesData {
    const seen = numberFeatures.filter((feature) => this.numbers[feature].count > 0);
    return {
      predictions: this.#predictions,
      numbers: Object.fromEntries(seen.map((feature) => [feature, this.numbers[feature].toData()])),
      classMix: this.classMix.toData(),
    };
  }

  static fromData({ predictions, numbers, classMix }: FeatureSketchesData): FeatureSketches {
    const restored = byFeature((feature) => {
      const [{ scale }, data] = [featureSpecs[feature], numbers[feature]];
      return data === undefined ? new NumberSketch(scale) : NumberSketch.fromData(scale, data);
    });
    return new FeatureSketches(restored, CategorySketch.fromData(classMix), predictions);
  }

  #addPicture({ brightness, contrast, sharpness, colour }: PictureFeatures): void {
    this.numbers.brightness.add(brightness);
    this.numbers.contrast.add(contrast);
    this.numbers.sharpness.add(sharpness);
    if (colour === null) return;
    this.numbers.saturation.add(colour.saturation);
    this.numbers.redGreen.add(colour.redGreen);
    this.numbers.yellowBlue.add(colour.yellowBlue);
  }
}
