import { describe, expect, it } from 'vitest';
import { looksAtPeople } from '../../../preload/contract/model-tasks.ts';

const detector = (...labels: readonly string[]) => looksAtPeople({ task: 'detect', labels: [...labels] });

describe('whether a model looks at people', () => {
  it.each(['person', 'Person', 'people', 'traffic_pedestrian', 'woman-with-bag', 'face', 'Head', 'humans'])(
    'it does where %s is among what it tells apart',
    (label) => {
      expect(detector('bicycle', label)).toBe(true);
    },
  );

  it.each(['short', 'manhole', 'surface', 'screw head', 'face scratch', 'personal-computer', 'mandrel', ''])(
    'it does not for %s alone',
    (label) => {
      expect(detector('bicycle', label)).toBe(false);
    },
  );

  it('it does by its task, whatever its labels are', () => {
    expect(looksAtPeople({ task: 'find-faces', labels: ['a'] })).toBe(true);
    expect(looksAtPeople({ task: 'find-speech', labels: ['b'] })).toBe(true);
    expect(looksAtPeople({ task: 'classify', labels: ['person', 'none'] })).toBe(true);
  });
});
