import type { Change, Verdict } from '@tocsin/contract/compare';
import { shown, type Terminal } from '../output/terminal.ts';
import type { Source } from './source.ts';

const wireNames = { rest: 'REST', trpc: 'tRPC' } as const;

/** The changes for people: those that break somebody first, then the rest, then what follows. */
export function reportOf(
  [old, now]: readonly [Source, Source],
  changes: readonly Change[],
  verdict: Verdict,
  terminal: Terminal,
): string {
  const from = `${old.name} (${old.contract.version})`;
  const to = `${now.name} (${now.contract.version})`;
  if (changes.length === 0) return shown(`no change from ${from} to ${to}\n`);
  const breaks = changes.filter(({ breaking }) => breaking);
  const others = changes.filter(({ breaking }) => !breaking);
  const lines = (some: readonly Change[]) => some.map((change) => lineOf(change, terminal));
  return [
    shown(`${counted(changes.length, 'change')} from ${from} to ${to}:`),
    ...lines(breaks),
    ...lines(others),
    conclusion(verdict, terminal),
    '',
  ].join('\n');
}

function lineOf({ breaking, wires, procedure, path, message }: Change, terminal: Terminal): string {
  const verdict = breaking ? terminal.style('red', 'breaks') : 'fine  ';
  const who = wires.map((wire) => wireNames[wire]).join(', ');
  const what = path === '' ? message : `${path}: ${message}`;
  return `${verdict}  ${who.padEnd(10)}  ${shown(`${procedure}  ${what}`)}`;
}

function conclusion({ breaking, bump, allowed, needed }: Verdict, terminal: Terminal): string {
  if (breaking === 0) return 'Nobody who calls as before is broken.';
  const breaks = `${counted(breaking, 'change')} ${breaking === 1 ? 'breaks' : 'break'} those who call as before`;
  if (allowed) return `${breaks}; the version says so (${bump}).`;
  return terminal.style('red', `${breaks}: that needs version ${needed} or a later one.`);
}

const counted = (count: number, what: string): string =>
  `${count} ${what}${count === 1 ? '' : 's'}`;
