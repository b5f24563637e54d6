import { cellOf, isRow, type Row } from './cell.ts';
import { shownInline, type Terminal } from './terminal.ts';

/** What things are called by, where they have it. */
const names = ['title', 'name', 'summary'];

/**
 * One item of a subscription on one line: when, what, and what is in it. `{ from, to }` is told as
 * `a → b`, and anything with a title by its title.
 */
export function eventLine(item: unknown, terminal: Terminal): string {
  if (!isRow(item)) return `${cellOf(item)}\n`;
  const { at, type, ...others } = item;
  const words = [
    ...(typeof at === 'string' ? [terminal.style('dim', shownInline(at))] : []),
    ...(typeof type === 'string' ? [terminal.style('bold', shownInline(type))] : []),
    ...Object.entries(others).flatMap(([name, value]) => parts(name, value, terminal)),
  ];
  return `${words.join('  ')}\n`;
}

function parts(name: string, value: unknown, terminal: Terminal): string[] {
  if (value === null || value === undefined) return [];
  const named = (text: string) => `${terminal.style('dim', `${shownInline(name)}:`)} ${text}`;
  if (!isRow(value)) return [named(cellOf(value))];
  if (isChange(value)) return [named(`${brief(value['from'])} → ${brief(value['to'])}`)];
  const title = names.map((name) => value[name]).find((text) => typeof text === 'string');
  if (title !== undefined) return [named(JSON.stringify(shownInline(title)))];
  return Object.entries(value).flatMap(([inner, one]) => parts(inner, one, terminal));
}

const isChange = (value: Row): boolean =>
  Object.keys(value).length === 2 && 'from' in value && 'to' in value;

const brief = (value: unknown): string =>
  isRow(value) ? shownInline(JSON.stringify(value)) : cellOf(value);
