import type { Face, Faces } from './font/faces.ts';

/** A stretch of text that one face can draw. */
export interface Run {
  readonly text: string;
  readonly face: Face;
}

/** A text as the report can print it. */
export interface Spelt {
  readonly runs: readonly Run[];
  /** Whether letters stand in it as their numbers, because no face has them. */
  readonly isSpeltOut: boolean;
}

const control = /[\p{Cc}\u2028\u2029]/gu;
const unseen = /^(?:\p{Cf}|\ufe0f)$/u;

/**
 * Cuts a text by the faces that have its letters. What none has is spelt out as `[U+4E2D 6587]`: it can be looked up, and told
 * from another name, which boxes and question marks cannot.
 */
export function spell(faces: Faces, text: string): Spelt {
  const letters = [...text.normalize('NFC').replaceAll(control, ' ')].filter((letter) => !unseen.test(letter));
  const runs: { text: string; face: Face }[] = [];
  const put = (piece: string): void => {
    for (const letter of piece) {
      const last = runs.at(-1);
      const code = letter.codePointAt(0) ?? 0;
      // Digits and spaces stay with what is beside them where that face has them too.
      const face = last?.face.letters.has(code) === true ? last.face : faces.of(code);
      if (face === undefined) throw new Error(`Expected the faces to have "${letter}"`);
      if (last?.face === face) last.text += letter;
      else runs.push({ text: letter, face });
    }
  };
  let missing: string[] = [];
  let isSpeltOut = false;
  const flush = (): void => {
    if (missing.length === 0) return;
    put(`[U+${missing.join(' ')}]`);
    missing = [];
    isSpeltOut = true;
  };
  for (const letter of letters) {
    const code = letter.codePointAt(0) ?? 0;
    if (faces.of(code) === undefined) {
      missing.push(code.toString(16).toUpperCase().padStart(4, '0'));
    } else {
      flush();
      put(letter);
    }
  }
  flush();
  return { runs, isSpeltOut };
}
