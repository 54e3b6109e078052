import type { ModelCard } from './model-card.ts';

interface TaskTraits {
  /** What it finds is wrong with a part: frames and parts get a verdict. Else it only tells what is there. */
  readonly judges: boolean;
  /** Its samples show or let hear a person, whatever its labels are: none is kept without `people.keepSamples`. */
  readonly ofPeople: boolean;
  /** It says what a whole picture shows, not where in it: no region of a picture is asked of it. */
  readonly isOfWholePicture: boolean;
}

/** What follows from a model's task, wherever it is asked. */
export const taskTraits: Record<ModelCard['task'], TaskTraits> = {
  detect: { judges: true, ofPeople: false, isOfWholePicture: false },
  'find-faces': { judges: false, ofPeople: true, isOfWholePicture: false },
  /** Says what a whole picture shows, and not whether that is good. */
  classify: { judges: false, ofPeople: false, isOfWholePicture: true },
  /** The same network where the card names the labels that are good: any other is a defect of the whole picture. */
  grade: { judges: true, ofPeople: false, isOfWholePicture: true },
  /** Was shown good parts: whatever is unlike them is a defect. */
  'find-unusual': { judges: true, ofPeople: false, isOfWholePicture: false },
  /** Says what patches of a picture are like, in numbers that another network is taught with. */
  'find-features': { judges: false, ofPeople: false, isOfWholePicture: false },
  'find-speech': { judges: false, ofPeople: true, isOfWholePicture: false },
};

/** As a word of a label; "manhole" and "surface" are words of their own. */
const person =
  /\b(person|persons|people|pedestrians?|humans?|man|men|woman|women|child|children|boys?|girls?|baby|babies)\b/;
/** As a whole label: a watch has a face and a screw a head. */
const partOfPerson = /^(faces?|heads?|speech|voices?)$/;

const namesPerson = (label: string): boolean => {
  const words = label
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();
  return person.test(words) || partOfPerson.test(words);
};

/** By its task, or by what it tells apart: a detector of everyday things finds people as well. Its samples then show or let hear some. */
export const looksAtPeople = ({ task, labels }: Pick<ModelCard, 'task' | 'labels'>): boolean =>
  taskTraits[task].ofPeople || labels.some(namesPerson);
