import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCommand } from '../../../main/cli/command.ts';

function call(...args: readonly string[]) {
  const command = readCommand(args);
  if (!command.ok) return command.misuse.sentence;
  const { value } = command;
  return value.kind === 'call' ? { act: value.capability.act, input: value.input, ...value.common } : value;
}
const plain = { dataFolder: undefined, output: 'text', as: undefined };

describe('what is typed becomes a call', () => {
  it.each([
    [['models', 'list'], { act: 'models.list', input: undefined }],
    [['models', 'pull', 'yolo'], { act: 'models.pull', input: { name: 'yolo' } }],
    [['models', 'pull', '--name=yolo'], { act: 'models.pull', input: { name: 'yolo' } }],
    [
      ['predictions', 'page', '--limit', '5', '--verdict', 'fail'],
      { act: 'predictions.page', input: { limit: 5, verdict: 'fail' } },
    ],
    [
      ['recipes', 'rollback', 'boards', '--version', '3'],
      { act: 'recipes.rollback', input: { id: 'boards', version: 3 } },
    ],
    [
      ['recipes', 'check', '--body.source-id', 'demo', '--body.models', 'pcb', '--body.rules', '{"kind":"defect"}'],
      {
        act: 'recipes.check',
        input: { body: { sourceId: 'demo', models: ['pcb'], rules: [{ kind: 'defect' }] } },
      },
    ],
    [
      ['inspections', 'trigger', 'gate', '--part', '12'],
      { act: 'inspections.trigger', input: { sourceId: 'gate', part: 12 } },
    ],
    [
      ['outputs', 'save', '--id', 'mes', '--secrets.headers', '{"x-key":"1"}'],
      { act: 'outputs.save', input: { id: 'mes', secrets: { headers: { 'x-key': '1' } } } },
    ],
    [
      ['recipes', 'check', '--body.models', 'pcb', '--body.input-sizes', '{"pcb":320}'],
      { act: 'recipes.check', input: { body: { models: ['pcb'], inputSizes: { pcb: 320 } } } },
    ],
    [['inspections', 'start', '--source-id', 'demo'], { act: 'inspections.start', input: { sourceId: 'demo' } }],
    [['inspections', 'start', '--sourceId', 'demo'], { act: 'inspections.start', input: { sourceId: 'demo' } }],
    [
      [
        'sources',
        'add',
        'cam',
        'Camera 1',
        '--settings.kind',
        'file',
        '--settings.path',
        '/x.mp4',
        '--settings.loop',
        'false',
      ],
      {
        act: 'sources.add',
        input: { id: 'cam', name: 'Camera 1', settings: { kind: 'file', path: '/x.mp4', loop: false } },
      },
    ],
    [
      ['sources', 'add', '--json', '{"id":"a","settings":{"kind":"demo"}}', '--name', 'A', '--settings.fps', '5'],
      { act: 'sources.add', input: { id: 'a', name: 'A', settings: { kind: 'demo', fps: 5 } } },
    ],
    [
      ['sources', 'add', '--settings.kind', 'file', '--settings.loop', '--settings.path', '/x'],
      { act: 'sources.add', input: { settings: { kind: 'file', loop: true, path: '/x' } } },
    ],
  ])('%j', (args, expected) => {
    expect(call(...args)).toEqual({ ...plain, ...expected });
  });

  it('takes the flags of every command before and after its words', () => {
    const expected = { act: 'station.health', input: undefined, dataFolder: '/d', output: 'json', as: 'operator' };
    expect(call('--data', '/d', 'station', '--output=json', 'health', '--as', 'operator')).toEqual(expected);
  });

  it('leaves a text that is no number a text, for the schema to refuse in its own words', () => {
    expect(call('predictions', 'get', 'seven')).toMatchObject({ input: { id: 'seven' } });
  });
});

describe('a file or folder', () => {
  it.each([
    [['models', 'import', '--path', './mine'], { path: path.resolve('mine') }],
    [['models', 'import', 'mine'], { path: path.resolve('mine') }],
    [['models', 'import', '--path', '/srv/mine'], { path: path.resolve('/srv/mine') }],
    [['models', 'import', '--path='], { path: '' }],
    [['labels', 'export', '--folder', './reviewed', '--format', 'coco'], { folder: path.resolve('reviewed') }],
    [['sources', 'add', '--settings.path', 'a.mp4'], { settings: { path: path.resolve('a.mp4') } }],
  ])('is completed from where it was typed: %j', (args, input) => {
    expect(call(...args)).toMatchObject({ input });
  });
});

describe('what cannot be a call is one sentence', () => {
  it.each([
    [['modles', 'list'], 'Expected a noun, got "modles". Did you mean "models"?'],
    [['models', 'lst'], 'Expected a verb of models, got "lst". Did you mean "list"?'],
    [['models', 'toString'], 'Expected a verb of models, got "toString". See `caracal models --help`.'],
    [['models', 'pull', '--nmae', 'x'], 'Expected a flag of models.pull, got "--nmae". Did you mean "--name"?'],
    [['models', 'pull', '--name'], 'Expected a value after --name, got nothing. See `caracal models pull --help`.'],
    [
      ['models', 'list', 'more'],
      'Expected only flags after models.list, got "more". See `caracal models list --help`.',
    ],
    [['models', 'list', '--output', 'yaml'], 'Expected --output text or json, got "yaml". See `caracal --help`.'],
    [['models', 'list', '--as', 'admn'], 'Expected --as with a role, got "admn". Did you mean "admin"?'],
    [['labels', 'picture', 'ab'], 'Expected --out PATH for the file that `caracal labels picture` gives, got nothing.'],
    [
      ['models', 'list', '--out', 'x'],
      'Expected --out only with a command that gives a file, got models list. See `caracal models list --help`.',
    ],
    [
      ['recipes', 'check', '--body.rules', '{kind:defect}'],
      'Expected JSON in single quotes after --body.rules, got a text of 13 characters. See `caracal recipes check --help`.',
    ],
    [['models', 'list', '--data'], 'Expected a value after --data, got nothing. See `caracal --help`.'],
    [['--dta', 'x', 'models'], 'Expected a noun and a verb before their flags, got "--dta". Did you mean "--data"?'],
    [
      ['models', 'pull', '--json', '[1]'],
      'Expected --json to be one JSON object, got a text of 3 characters. See `caracal models pull --help`.',
    ],
    [
      ['models', 'pull', '--json', '{'],
      'Expected --json to be one JSON object, got a text of 1 characters. See `caracal models pull --help`.',
    ],
  ])('%j', (args, sentence) => {
    expect(call(...args)).toBe(sentence);
  });

  it('never repeats the value of a flag, which may hold a password', () => {
    expect(call('sources', 'add', '--settings.ulr=rtsp://user:secret@camera')).not.toContain('secret');
  });
});

describe('help', () => {
  it.each([
    [[], undefined, undefined],
    [['--help'], undefined, undefined],
    [['models'], 'models', undefined],
    [['models', '-h'], 'models', undefined],
    [['models', 'pull', '--help'], 'models', 'pull'],
    [['models', 'pull', 'x', '--nonsense', '--help'], 'models', 'pull'],
  ])('is what %j asks for', (args, noun, verb) => {
    expect(call(...args)).toEqual({ kind: 'help', noun, verb });
  });
});
