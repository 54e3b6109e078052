import type { ModelCard } from './model-card.ts';

interface TaskTraits {
  /** What it finds is wrong with a part: frames and parts get a verdict. Else it only tells what is there. */
  readonly judges: boolean;
  /** Its samples show or let hear a person: none is kept without `people.keepSamples`. */
  readonly ofPeople: boolean;
}

/** What follows from a model's task, wherever it is asked. */
export const taskTraits: Record<ModelCard['task'], TaskTraits> = {
  detect: { judges: true, ofPeople: false },
  'find-faces': { judges: false, ofPeople: true },
  /** Says what a whole picture shows, and not whether that is good. */
  classify: { judges: false, ofPeople: false },
  /** The same network where the card names the labels that are good: any other is a defect of the whole picture. */
  grade: { judges: true, ofPeople: false },
  'find-speech': { judges: false, ofPeople: true },
};
