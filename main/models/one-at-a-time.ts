import { fail, type Outcome, succeed } from '../domain/outcome.ts';

/** Two pulls or imports of one model would write to the same files: the second is refused until the first lets go. */
export function takeName(busy: Set<string>, name: string): Outcome<Disposable> {
  if (busy.has(name)) {
    const remedy = 'Wait until it has ended.';
    return fail('overloaded', {
      thing: name,
      expected: 'one pull or import at a time',
      received: 'a second one',
      remedy,
    });
  }
  busy.add(name);
  return succeed({ [Symbol.dispose]: () => void busy.delete(name) });
}
