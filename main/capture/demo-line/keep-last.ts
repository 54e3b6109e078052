/** Remembers the last few answers of a pure function of numbers, so that scrolling costs no drawing. `dropped` hears of each that falls out. */
export function keepLast<Numbers extends readonly number[], Answer>(
  count: number,
  compute: (...numbers: Numbers) => Answer,
  dropped: (answer: Answer) => void,
): (...numbers: Numbers) => Answer {
  const kept = new Map<string, Answer>();
  return (...numbers) => {
    const key = numbers.join();
    const known = kept.get(key);
    const answer = known ?? compute(...numbers);
    // Deleted and set again: a map keeps the order in which its keys came, and the oldest goes first.
    kept.delete(key);
    kept.set(key, answer);
    for (const [oldest, forgotten] of kept) {
      if (kept.size <= count) break;
      kept.delete(oldest);
      dropped(forgotten);
    }
    return answer;
  };
}
