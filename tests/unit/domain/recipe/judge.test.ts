import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RecipeRule, recipeRule } from '../../../../preload/contract/recipes.ts';
import { rectangle } from './fixture-recipe.ts';
import { judgeBy, thing } from './seen-frames.ts';

const rule = (wanted: Record<string, unknown>): RecipeRule => recipeRule.parse(wanted);
const calibration = { from: { x: 0, y: 0 }, to: { x: 0, y: 1 }, mm: 100 };
const left = { name: 'left', outline: rectangle(0, 0, 0.5, 1) };

describe('without a recipe', () => {
  it("a defect above the model's threshold fails a frame, one in its band makes it unsure", () => {
    const { see } = judgeBy();
    expect(
      [[], [thing('open', 0.3)], [thing('open', 0.5)], [thing('open', 0.7)]].map((seen) => see(seen).verdict),
    ).toEqual(['pass', 'pass', 'unsure', 'fail']);
  });

  it('a part is folded into a verdict and its worst score by label', () => {
    const { part } = judgeBy();
    const frames = [
      [thing('open', 0.8), thing('open', 0.75, 300)],
      [],
      [thing('open', 0.85), thing('spur', 0.5)],
      [thing('short', 0.2)],
    ];
    expect(part(frames)).toMatchObject({
      verdict: 'fail',
      frames: 4,
      defects: [
        { label: 'open', score: 0.85, frames: 2 },
        { label: 'spur', score: 0.5, frames: 1 },
      ],
    });
    expect(part([[], [], []])).toEqual({ verdict: 'pass', frames: 3, defects: [], why: [] });
  });

  it('one frame fails no part unless it is beyond doubt', () => {
    const { part } = judgeBy();
    expect(part([[thing('open', 0.8)], [], []]).verdict).toBe('unsure');
    expect(part([[thing('open', 0.92)], [], []]).verdict).toBe('fail');
  });

  it('one frame does not either where a fitted band lies higher than what is sure elsewhere', () => {
    const { part, look } = judgeBy();
    const strict = [look([thing('open', 0.93)], { band: { low: 0.5, high: 0.95 } })];
    expect(part([strict, strict]).verdict).toBe('unsure');
  });

  it('a label with a band of its own is judged by it', () => {
    const { see, look } = judgeBy();
    const band = { low: 0.4, high: 0.7, byLabel: { open: { low: 0.1, high: 0.2 } } };
    expect(see([look([thing('open', 0.25)], { band })]).verdict).toBe('fail');
    expect(see([look([thing('spur', 0.25)], { band })]).verdict).toBe('pass');
  });

  it('what a model only names is no defect', () => {
    const { see, look } = judgeBy();
    expect(see([look([thing('face', 0.99)], { judges: false })]).verdict).toBe('pass');
  });

  it.each([
    ['was interrupted', { isWhole: false }],
    ['had a frame that could not be read', { unreadable: 1 }],
  ])('a part that %s never passes', (_, how) => {
    const { part } = judgeBy();
    expect(part([[], [], []], how).verdict).toBe('unsure');
    expect(part([[thing('open', 0.95)], [thing('open', 0.95)]], how).verdict).toBe('fail');
  });

  it('a part of which no frame came never passes', () => {
    expect(judgeBy().part([])).toMatchObject({ verdict: 'unsure', frames: 0, why: [] });
  });
});

describe('a region', () => {
  const region = rectangle(0, 0, 0.5, 1);

  it('lets nothing count outside of it, and shows that', () => {
    const { see } = judgeBy({ region });
    const [inside, outside] = [thing('open', 0.9, 499), thing('open', 0.95, 501)];
    const { verdict, counted, shown } = see([outside]);
    expect({ verdict, counted, shown }).toEqual({
      verdict: 'pass',
      counted: [],
      shown: [[{ ...outside, ignored: true }]],
    });
    expect(see([inside, outside])).toMatchObject({
      verdict: 'fail',
      counted: [inside],
      shown: [[inside, { ignored: true }]],
    });
  });

  it('is not asked of a model that tells of the whole picture', () => {
    const { see, look } = judgeBy({ region: rectangle(0, 0, 0.1, 0.1) });
    expect(see([look([thing('crack', 0.9)], { isOfWholePicture: true })]).verdict).toBe('fail');
  });
});

describe('a rule about defects', () => {
  it('fails for its label alone, above its own score', () => {
    const { see } = judgeBy({ rules: [rule({ kind: 'defect', label: 'open', score: 0.5 })] });
    expect(see([thing('short', 0.99)]).verdict).toBe('pass');
    expect(see([thing('open', 0.45)]).verdict).toBe('unsure');
    expect(see([thing('open', 0.5)]).verdict).toBe('fail');
  });

  it('has no band of doubt where its score lies below that of the model', () => {
    const { see } = judgeBy({ rules: [rule({ kind: 'defect', label: 'open', score: 0.2 })] });
    expect([0.19, 0.2].map((score) => see([thing('open', score)]).verdict)).toEqual(['pass', 'fail']);
  });

  it('takes so many of them in one frame', () => {
    const { see, part } = judgeBy({ rules: [rule({ kind: 'defect', label: 'dent', leastCount: 3 })] });
    const dents = (...scores: number[]) => scores.map((score, at) => thing('dent', score, 100 + at * 100));
    expect(see(dents(0.9, 0.9)).verdict).toBe('pass');
    expect(see(dents(0.9, 0.9, 0.5)).verdict).toBe('unsure');
    expect(part([dents(0.9, 0.8, 0.75), dents(0.9, 0.8, 0.75)])).toMatchObject({
      verdict: 'fail',
      why: [{ rule: 0, kind: 'defect', label: 'dent', verdict: 'fail', found: 3, limit: 3, frames: 2, score: 0.9 }],
    });
  });

  it('passes over what is too small in square millimetres', () => {
    const { see } = judgeBy({ rules: [rule({ kind: 'defect', leastAreaMm2: 4 })], calibration });
    // A pixel shows a tenth of a millimetre: 20 x 20 pixels are 4 mm².
    expect(see([thing('stain', 0.9, 500, 500, 20)]).verdict).toBe('fail');
    expect(see([thing('stain', 0.9, 500, 500, 19)]).verdict).toBe('pass');
  });

  it('holds in its zone alone', () => {
    const { part } = judgeBy({ zones: [left], rules: [rule({ kind: 'defect', zone: 'left' })] });
    const bad = (x: number) => [[thing('open', 0.8, x)], [thing('open', 0.8, x)]];
    expect(part(bad(700)).verdict).toBe('pass');
    expect(part(bad(300))).toMatchObject({ verdict: 'fail', why: [{ zone: 'left' }] });
  });

  it('names what a model that does not judge has found, where it asks for it', () => {
    const { see, look } = judgeBy({ rules: [rule({ kind: 'defect', label: 'face' })] });
    expect(see([look([thing('face', 0.99)], { judges: false })]).verdict).toBe('fail');
  });
});

describe('a rule about what must be there', () => {
  const screws = rule({ kind: 'missing', label: 'screw', count: 2 });
  const two = [thing('screw', 0.8, 100), thing('screw', 0.8, 300)];
  const one = [thing('screw', 0.8, 100)];

  it('fails a part that no frame shows whole, and says how many were seen', () => {
    const { part } = judgeBy({ rules: [screws] });
    expect(part([one, [], one])).toMatchObject({
      verdict: 'fail',
      why: [{ kind: 'missing', label: 'screw', verdict: 'fail', found: 1, limit: 2, frames: 3 }],
      defects: [{ label: 'no screw', score: 0, frames: 3 }],
    });
  });

  it('is content with a part that some frames do not show whole and others do', () => {
    const { part } = judgeBy({ rules: [screws] });
    expect(part([one, two, [], two, one])).toMatchObject({ verdict: 'pass', why: [], defects: [] });
  });

  it('does not trust one frame against many, unless it is beyond doubt', () => {
    const { part } = judgeBy({ rules: [screws] });
    expect(part([one, two, one]).verdict).toBe('unsure');
    expect(part([one, [thing('screw', 0.95, 100), thing('screw', 0.92, 300)], one]).verdict).toBe('pass');
  });

  it('is unsure where the model is', () => {
    const { part } = judgeBy({ rules: [screws] });
    const faint = [thing('screw', 0.8, 100), thing('screw', 0.5, 300)];
    expect(part([faint, faint]).verdict).toBe('unsure');
  });

  it('makes no frame fail by itself, and no part before its end', () => {
    const { see, judge } = judgeBy({ rules: [screws] });
    const seen = see([]);
    expect(seen.verdict).toBe('unsure');
    const tally = judge.beginPart();
    tally.add(seen.findings, true);
    expect(tally.judge(false).verdict).toBe('unsure');
    expect(tally.judge(true).verdict).toBe('fail');
  });

  it('says nothing for sure of a part of which a frame could not be read', () => {
    const { part } = judgeBy({ rules: [screws] });
    expect(part([[], []], { unreadable: 1 }).verdict).toBe('unsure');
  });
});

describe('a rule that measures', () => {
  const hole = rule({ kind: 'measure', label: 'hole', side: 'width', leastMm: 2, mostMm: 3.2 });
  const wide = (width: number, x = 500) => [thing('hole', 0.8, x, 500, width)];

  it('takes the median of its frames, so that one odd box decides nothing', () => {
    const { part } = judgeBy({ rules: [hole], calibration });
    expect(part([wide(30), wide(30), wide(45), wide(30), wide(30)]).verdict).toBe('pass');
    expect(part([wide(34), wide(34.2), wide(28), wide(34.4), wide(35)])).toMatchObject({
      verdict: 'fail',
      why: [
        { kind: 'measure', label: 'hole', measuredMm: expect.closeTo(3.42, 9), leastMm: 2, mostMm: 3.2, frames: 5 },
      ],
    });
  });

  it('measures each thing by itself', () => {
    const { part } = judgeBy({ rules: [hole], calibration });
    const both = [...wide(30, 200), ...wide(15, 700)];
    expect(part([both, both, both])).toMatchObject({
      verdict: 'fail',
      why: [{ found: 1, measuredMm: expect.closeTo(1.5, 9) }],
    });
  });

  it('is unsure of what it measured once', () => {
    const { part } = judgeBy({ rules: [hole], calibration });
    expect(part([wide(40), [], []]).verdict).toBe('unsure');
  });

  it('does not measure what the border of the picture cuts off', () => {
    const { part } = judgeBy({ rules: [hole], calibration });
    const cut = [thing('hole', 0.8, 5, 500, 10, 30)];
    expect(part([cut, cut, cut]).verdict).toBe('pass');
  });

  it('passes over none of more things than it can follow', () => {
    const { part } = judgeBy({ rules: [hole], calibration });
    const many = (odd: number) =>
      Array.from({ length: 120 }, (_, at) =>
        thing('hole', 0.8 - at / 10_000, 50 + (at % 12) * 80, 50 + Math.floor(at / 12) * 80, at === 119 ? odd : 30),
      );
    expect(part([many(30), many(30)]).verdict).toBe('pass');
    expect(part([many(60), many(60)]).verdict).toBe('unsure');
  });

  it('is unsure of a thing that may not be one', () => {
    const { part } = judgeBy({ rules: [hole], calibration });
    const faint = [thing('hole', 0.5, 500, 500, 50)];
    expect(part([faint, faint, faint]).verdict).toBe('unsure');
  });
});

describe('several rules', () => {
  it('each say what they found, and the worst decides', () => {
    const rules = [rule({ kind: 'missing', label: 'screw' }), rule({ kind: 'defect', label: 'dent' })];
    const { part } = judgeBy({ rules });
    const frame = [thing('dent', 0.5, 200)];
    const { verdict, why } = part([frame, frame]);
    expect([verdict, ...why.map((fault) => [fault.rule, fault.kind, fault.verdict])]).toEqual([
      'fail',
      [0, 'missing', 'fail'],
      [1, 'defect', 'unsure'],
    ]);
  });
});

describe('things that are followed', () => {
  const steps = (from: number, to: number, count: number) =>
    Array.from({ length: count }, (_, at) => from + ((to - from) * at) / (count - 1));

  it('are one thing over all frames of a part, and count once', () => {
    const { part } = judgeBy({ follow: true });
    const frames = steps(100, 300, 20).map((x) => [thing('dent', 0.8, x, 500, 60)]);
    const { verdict, defects } = part(frames);
    expect(verdict).toBe('fail');
    expect(defects).toEqual([{ label: 'dent', score: 0.8, frames: 20, things: 1 }]);
  });

  it('are added up over a part that no frame shows whole', () => {
    const rules = [rule({ kind: 'defect', label: 'dent', leastCount: 3 })];
    // One after the other: never two at once.
    const frames = [150, 500, 850].flatMap((x) => Array.from({ length: 4 }, () => [thing('dent', 0.8, x, 500, 60)]));
    expect(judgeBy({ rules, follow: true }).part(frames)).toMatchObject({
      verdict: 'fail',
      why: [{ found: 3, limit: 3 }],
    });
    expect(judgeBy({ rules }).part(frames).verdict).toBe('pass');
  });

  it('carry the number of their thing, from frame to frame the same', () => {
    const { see } = judgeBy({ follow: true });
    const tracks = steps(100, 160, 5).map((x) => see([thing('dent', 0.8, x, 500, 60)]).shown[0]?.[0]?.track);
    expect(new Set(tracks).size).toBe(1);
    expect(judgeBy().see([thing('dent', 0.8)]).shown[0]?.[0]).not.toHaveProperty('track');
  });

  it('are counted in zones with the time that they stay, and over lines by direction', () => {
    const zones = [left];
    const lines = [{ name: 'gate', from: { x: 0.5, y: 1 }, to: { x: 0.5, y: 0 } }];
    const { judge, see } = judgeBy({ zones, lines, follow: true });
    for (const x of steps(100, 900, 41)) see([thing('box', 0.8, x, 500, 100)]);
    expect(judge.lines).toEqual([{ name: 'gate', in: 1, out: 0 }]);
    const [zone] = judge.zones ?? [];
    expect(zone).toMatchObject({ name: 'left', now: 0, staysMs: [], entered: 1 });
    expect(zone?.longestMs).toBeGreaterThan(600);
    for (const x of steps(900, 100, 41)) see([thing('box', 0.8, x, 500, 100)]);
    expect(judge.lines).toEqual([{ name: 'gate', in: 1, out: 1 }]);
    expect(judge.zones?.[0]).toMatchObject({ now: 1, entered: 2 });
  });

  it('outside the region are not followed', () => {
    const { judge, see } = judgeBy({ region: rectangle(0.6, 0, 0.4, 1), zones: [left], follow: true });
    for (let frame = 0; frame < 5; frame += 1) see([thing('box', 0.8, 300)]);
    expect(judge.zones?.[0]).toMatchObject({ now: 0, entered: 0 });
  });
});

describe('whatever is seen', () => {
  const severity = { pass: 0, unsure: 1, fail: 2 };
  const seen = fc.record({
    label: fc.constantFrom('open', 'short'),
    score: fc.double({ min: 0, max: 1, noNaN: true }),
    x: fc.integer({ min: 20, max: 980 }),
    y: fc.integer({ min: 20, max: 980 }),
    width: fc.integer({ min: 4, max: 200 }),
  });
  const frames = fc.array(fc.array(seen, { maxLength: 4 }), { minLength: 1, maxLength: 8 });
  type Frames = typeof frames extends fc.Arbitrary<infer T> ? T : never;
  const thingsOf = (given: Frames) =>
    given.map((frame) => frame.map(({ label, score, x, y, width }) => thing(label, score, x, y, width)));
  const rules = fc.constantFrom<RecipeRule[][]>(
    [],
    [rule({ kind: 'defect', label: 'open', leastCount: 2 })],
    [rule({ kind: 'missing', label: 'short' })],
    [rule({ kind: 'defect', label: 'open', score: 0.3 }), rule({ kind: 'missing', label: 'short', count: 2 })],
    [rule({ kind: 'measure', label: 'open', side: 'longer', leastMm: 3, mostMm: 9 })],
  );

  it('following lets no part pass that its frames alone would not', () => {
    fc.assert(
      fc.property(frames, rules, (given, wanted) => {
        const by = { rules: wanted, calibration };
        const [alone, followed] = [false, true].map((follow) => judgeBy({ ...by, follow }).part(thingsOf(given)));
        expect(severity[followed?.verdict ?? 'pass']).toBeGreaterThanOrEqual(severity[alone?.verdict ?? 'pass']);
      }),
    );
  });

  it('a part that was not seen whole never passes, and none gets better by it', () => {
    fc.assert(
      fc.property(frames, rules, (given, wanted) => {
        const { part } = judgeBy({ rules: wanted, calibration });
        const cut = part(thingsOf(given), { isWhole: false });
        expect(cut.verdict).not.toBe('pass');
        expect(cut.why.every((fault) => fault.kind !== 'missing' || fault.verdict === 'unsure')).toBe(true);
      }),
    );
  });

  it('a verdict has its reason: what fails, or is unsure, says by which rule', () => {
    fc.assert(
      fc.property(frames, rules, (given, wanted) => {
        const { verdict, why } = judgeBy({ rules: wanted, calibration }).part(thingsOf(given));
        const most = Math.max(0, ...why.map((fault) => severity[fault.verdict]));
        expect(most).toBe(severity[verdict]);
      }),
    );
  });

  it('what lies outside the region changes no verdict', () => {
    const region = rectangle(0, 0, 0.5, 1);
    fc.assert(
      fc.property(frames, rules, (given, wanted) => {
        const by = { rules: wanted, calibration, region };
        const all = judgeBy(by).part(thingsOf(given));
        const inside = judgeBy(by).part(thingsOf(given.map((frame) => frame.filter(({ x }) => x < 500))));
        expect(all).toEqual(inside);
      }),
    );
  });

  it('two models say the same as one that saw what both did', () => {
    fc.assert(
      fc.property(frames, rules, (given, wanted) => {
        const { part, look } = judgeBy({ rules: wanted, calibration });
        const together = judgeBy({ rules: wanted, calibration }).part(thingsOf(given));
        const apart = part(
          thingsOf(given).map((frame) => [
            look(frame.filter((_, at) => at < 2)),
            look(frame.filter((_, at) => at >= 2)),
          ]),
        );
        expect(apart).toEqual(together);
      }),
    );
  });
});
