import type { RecipeProblem } from '../../preload/contract/recipes.ts';
import { plural } from './plural.ts';

export interface DefectWords {
  readonly label: string | null;
  readonly score: string;
  readonly area: string;
  readonly count: number;
  readonly zone: string | null;
}
export interface MissingWords {
  readonly label: string;
  readonly score: string;
  readonly count: number;
  readonly zone: string | null;
}
export interface MeasureWords {
  readonly label: string;
  readonly side: 'width' | 'height' | 'longer' | 'shorter';
  readonly score: string;
  readonly least: string;
  readonly most: string;
  readonly zone: string | null;
}

const inZone = (zone: string | null): string => (zone === null ? '' : ` in ${zone}`);
const wide = { width: 'wide', height: 'high', longer: 'along its longer side', shorter: 'along its shorter side' };

/** Words for making and changing a recipe. */
export const enRecipeEditor = {
  tabs: { what: 'What', where: 'Where', rules: 'Rules', parts: 'Parts', tell: 'Tell' },
  tabFaults: (tab: string, n: number) => `${tab}, ${n} ${plural(n, 'thing', 'things')} to mend`,

  what: {
    name: 'Name',
    nameHint: 'As it is called at the line.',
    source: 'Source',
    pickSource: 'Choose a source',
    models: 'Models',
    modelsText: 'Up to three look at each frame. The first one’s name stands for the part.',
    model: (n: number) => `Model ${n}`,
    pickModel: 'Choose a model',
    addModel: 'Add a model',
    dropModel: (name: string) => `Take ${name} out`,
    notInstalled: 'not installed',
    teach: 'Teach one from good parts',
    finds: (labels: string) => `Finds ${labels}`,
    code: 'Code',
    codeHint: 'A barcode or a number from the PLC that changes over to this recipe.',
    scanNow: 'Scan now',
    scanning: 'Waiting for the scanner. Scan the code, or type it and press Enter.',
  },

  board: (shapes: number) =>
    `Picture with ${shapes === 0 ? 'nothing drawn on it' : `${shapes} ${plural(shapes, 'shape', 'shapes')} on it`}. Tab goes from shape to corner, arrows move what is chosen, Delete removes it.`,
  picture: 'Picture to draw on',
  still: {
    again: 'New picture',
    file: 'From a file',
    coming: 'Waiting for a picture',
    none: 'No picture from this source',
    noneText:
      'It is not inspected right now. Start it, or choose a picture of it from a file. You can also draw on the empty ground.',
    startLine: 'Start the source',
    unreadable: 'That file is no picture',
    taken: (time: string) => `Picture of ${time}`,
    fromFile: 'Picture from a file',
    tryIt: 'Try it',
  },
  trying: {
    title: 'This picture alone',
    found: (found: number, doubtful: number) =>
      `${found === 0 && doubtful === 0 ? 'None seen' : `Seen: ${found}`}${doubtful > 0 ? `, ${doubtful} in doubt` : ''}.`,
    measured: (mm: string) => `Measured: ${mm} mm.`,
    note: 'By what the line found. A part is judged from many.',
  },
  tools: {
    title: 'Draw',
    region: 'Region',
    zone: 'Zone',
    line: 'Line',
    scale: 'Scale',
    undo: 'Undo',
    redo: 'Redo',
    remove: 'Remove',
    zoomIn: 'Closer',
    zoomOut: 'Farther',
    whole: 'Whole picture',
  },
  hints: {
    none: 'Choose what to draw, or take hold of what is there.',
    region: 'Drag a rectangle over where to look, or tap corner after corner.',
    zone: 'Drag a rectangle for the zone, or tap corner after corner.',
    line: 'Drag along the line. What crosses it in the direction of the arrow counts as in.',
    scale: 'Drag from one place to another whose distance you know.',
    traced: (n: number) =>
      n < 3 ? `${n} ${plural(n, 'corner', 'corners')}. Tap the next one.` : `${n} corners. Tap the first one to close.`,
    held: 'Drag a corner, or the whole of it. A plus makes a new corner.',
    heldLine: 'Drag an end, or the whole of it.',
    place: 'Put it in the middle',
    close: 'Close it',
    stop: 'Stop drawing',
  },

  where: {
    region: 'Region',
    wholePicture: 'The whole picture counts. Draw a region to look at a part of it only.',
    regionText: (corners: number) => `${corners} corners. What lies outside does not count.`,
    zones: 'Zones',
    zonesText: 'Named parts of the picture, for rules that hold in one place only.',
    lines: 'Counting lines',
    linesText: 'What crosses is counted, in and out.',
    scale: 'Scale',
    scaleText: 'Two places and how far they lie apart turn pixels into millimetres.',
    scaleSays: (pixels: string) => `1 mm is ${pixels} pixels of this picture.`,
    distance: 'Distance',
    zoneName: (n: number) => `Name of zone ${n}`,
    lineName: (n: number) => `Name of line ${n}`,
    zoneWord: 'Zone',
    lineWord: 'Line',
    turn: 'Turn it round',
    draw: { region: 'Draw a region', zone: 'Draw a zone', line: 'Draw a line', scale: 'Set the scale' },
    drop: (name: string) => `Remove ${name}`,
    show: (name: string) => `Show ${name} on the picture`,
    follow: 'Follow things from frame to frame',
    followText: 'Needed for lines, and for how long something stays in a zone.',
  },

  rules: {
    none: 'Without a rule, any defect that the model finds fails the part.',
    text: 'Every rule must hold. One that does not fails the part.',
    add: 'Add a rule',
    kinds: { defect: 'Fail on a defect', missing: 'Something must be there', measure: 'Measure something' },
    kindText: {
      defect: 'It is there, and should not be',
      missing: 'It is not there, and should be',
      measure: 'It has the wrong size',
    },
    rule: (n: number) => `Rule ${n}`,
    open: (n: number, sentence: string) => `Rule ${n}: ${sentence}`,
    drop: (n: number) => `Remove rule ${n}`,
    what: 'What',
    any: 'Any defect',
    something: 'something',
    score: 'Score from',
    least: 'How many',
    atLeast: 'How many',
    area: 'Size from',
    anyArea: 'any',
    zone: 'Where',
    everywhere: 'Anywhere',
    side: 'Which side',
    sides: { width: 'Width', height: 'Height', longer: 'Longer side', shorter: 'Shorter side' },
    from: 'At least',
    to: 'At most',
    noLimit: 'no limit',
    usual: (score: string) => (score === '' ? 'usual' : `${score}, usual`),
    sentence: {
      defect: ({ label, score, area, count, zone }: DefectWords) =>
        `Fail on ${label ?? 'any defect'}${score === '' ? '' : ` scoring ${score} or more`}${area === '' ? '' : `, ${area} mm² or larger`}${count > 1 ? `, if there are ${count} or more` : ''}${inZone(zone)}.`,
      missing: ({ label, score, count, zone }: MissingWords) =>
        `Fail when ${count === 1 ? `no ${label}` : `fewer than ${count} × ${label}`}${score === '' ? '' : ` scoring ${score} or more`} ${count === 1 ? 'is' : 'are'} seen${inZone(zone)}.`,
      measure: ({ label, side, score, least, most, zone }: MeasureWords) => {
        const span =
          least !== '' && most !== ''
            ? `between ${least} and ${most} mm`
            : least !== ''
              ? `at least ${least} mm`
              : most !== ''
                ? `at most ${most} mm`
                : '… mm';
        return `Each ${label}${score === '' ? '' : ` scoring ${score} or more`}${inZone(zone)} must be ${span} ${wide[side]}.`;
      },
    },
  },

  parts: {
    title: 'What makes frames one part',
    by: { source: 'The source tells', time: 'Time', trigger: 'The line triggers' },
    byText: {
      source: 'The demo line and pictures know their parts; a camera is judged every two seconds',
      time: 'So much time is one part',
      trigger: 'The PLC says when a part is there',
    },
    seconds: 'Time of a part',
    frames: 'Frames for each trigger',
    delayMs: 'Pictures come late by',
    vote: 'How its frames vote',
    failFrames: 'Failing frames to fail',
    sureScore: 'One is enough from',
    unsureFrames: 'Doubtful ones to be unsure',
    usual: 'Usual values',
    sentence: {
      source: 'The source tells which frames are one part.',
      time: (seconds: string) => `Every ${seconds} s of frames are one part.`,
      trigger: (frames: string, delayMs: string) =>
        `Each trigger of the line takes ${frames} ${frames === '1' ? 'frame' : 'frames'}${delayMs === '0' ? '' : ` that arrive ${delayMs} ms after it or later`}.`,
      vote: (fail: string, sure: string, unsure: string) =>
        `A part fails when ${fail} of its frames fail, or one alone scores ${sure} or more. It is unsure when ${unsure} are no clear pass.`,
    },
  },

  tell: {
    title: 'Who is told each verdict',
    none: 'This station tells nobody yet. Set up an output, and choose it here.',
    toOutputs: 'Set up outputs',
    gone: (id: string) => `${id}, not there any more`,
    off: 'switched off',
    text: 'Chosen ones hear of each part when its verdict is made. What is wrong or away means NG.',
  },

  faults: {
    name: 'A name of 1 to 60 letters.',
    sourceId: 'Choose a source.',
    models: 'Choose one to three models.',
    score: 'A score lies between 0 and 1.',
    sureScore: 'A score lies between 0 and 1.',
    leastCount: 'A whole number from 1 to 1,000.',
    count: 'A whole number from 1 to 1,000.',
    leastAreaMm2: 'A size above 0 mm².',
    leastMm: 'A length above 0 mm.',
    mostMm: 'A length above 0 mm.',
    mm: 'How many millimetres lie between the two places.',
    ms: 'From 0.1 to 600 seconds.',
    frames: 'A whole number from 1 to 100.',
    failFrames: 'A whole number from 1 to 100.',
    unsureFrames: 'A whole number from 1 to 100.',
    label: 'Choose what it is about.',
    code: 'A code of up to 80 letters.',
    zones: 'Sixteen zones at most, each with a name of up to 40 letters.',
    lines: 'Sixteen lines at most, each with a name of up to 40 letters.',
    rules: '32 rules at most.',
    outputs: 'Eight outputs at most.',
  },
  otherFault: 'This cannot be kept as it is.',
  problems: {
    source_unknown: 'This source is not at the station any more. Choose another one.',
    source_of_sound: 'This source brings sound, not pictures. Choose a camera.',
    model_unknown: 'This model is not installed. Fetch it under Models, or choose another one.',
    model_twice: 'The same model is chosen twice.',
    size_of_none: 'This size is of a model that the recipe does not have.',
    size_refused: 'The model cannot see at this size. Choose another one.',
    label_unknown: 'None of the models finds this. Choose something else, or another model.',
    zone_unknown: 'This zone is not on the picture any more. Choose another one.',
    name_twice: 'Two have this name. Give one of them another.',
    zero_size: 'It encloses nothing. Make it larger.',
    crosses_itself: 'Its outline crosses itself. Move a corner.',
    outside_region: 'It lies outside the region, where nothing counts.',
    needs_calibration: 'Millimetres need a scale. Set it under Where.',
    needs_limit: 'Say at least, at most, or both.',
    limits_crossed: 'At least is more than at most.',
    needs_follow: 'Lines need things to be followed. Switch it on.',
    nothing_judges: 'These models only tell what is there. Add a rule, or a model that judges.',
    output_unknown: 'This output is not there any more. Choose another one.',
    code_taken: 'Another recipe has this code already.',
  } satisfies Record<RecipeProblem['code'], string>,
};
