import { describe, expect, it } from 'vitest';
import { helpFor } from '../../../main/cli/help.ts';
import { capabilities } from '../../../main/engine/doors/capabilities.ts';

describe('help from the contract', () => {
  it('names every capability with its summary', () => {
    const help = helpFor(undefined, undefined);
    for (const { noun, verb, summary } of capabilities) {
      expect(help).toMatch(new RegExp(`  ${noun} ${verb} `));
      expect(help).toContain(summary);
    }
  });

  it('of a noun names its verbs alone', () => {
    const help = helpFor('models', undefined);
    expect(help).toContain('models pull');
    expect(help).not.toContain('sources add');
  });

  it('of a verb tells its flags, choices, defaults and variants', () => {
    const help = helpFor('sources', 'add');
    expect(help).toContain('Usage: caracal sources add --id ID --name NAME --settings.kind KIND [--flags]');
    expect(help).toMatch(/--settings\.kind KIND +required; one of demo, camera, address, file, folder/);
    expect(help).toMatch(/--settings\.url URL +required; with kind address/);
    expect(help).toMatch(
      /--settings\.pace PACE +one of real-time, fast; real-time by default; with kind demo or kind file/,
    );
    expect(help).toMatch(/--settings\.loop +true \(kind file\) or false \(kind sound-file\) by default/);
    expect(help).toMatch(/--settings\.device DEVICE +default \(kind microphone\) by default; with kind camera or/);
    expect(help).toContain('May be called by supervisor, admin, service');
  });

  it('says how a secret stays out of the list of processes, and where a file goes', () => {
    expect(helpFor('sync', 'configure')).toMatch(/--FLAG - +One flag's value from standard input/);
    expect(helpFor('labels', 'picture')).toContain('Usage: caracal labels picture --hash HASH --out PATH');
  });
});
