import { cellOf, isLong, isRow, type Row } from './cell.ts';
import { table } from './table.ts';
import { padded, shown, type Terminal } from './terminal.ts';

/** One thing, a field on each line; then what it has many of, and its long texts, whole. */
export function record(row: Row, terminal: Terminal): string {
  const entries = Object.entries(row);
  const long = entries.filter(([, value]) => isLong(value));
  const lists = entries.filter(([, value]) => isList(value));
  const objects = entries.filter(([, value]) => isRow(value));
  const apart = new Set([...long, ...lists, ...objects].map(([name]) => name));
  const short = entries.filter(([name]) => !apart.has(name));
  const widest = Math.max(0, ...short.map(([name]) => name.length));
  const title = (name: string) => `\n${terminal.style('bold', name)}\n`;
  return [
    ...short.map(
      ([name, value]) => `${terminal.style('dim', padded(name, widest))}  ${cellOf(value)}\n`,
    ),
    ...objects.map(([name, value]) => title(name) + indented(record(value as Row, terminal))),
    ...lists.map(([name, value]) => title(name) + indented(listed(value as Row[], terminal))),
    ...long.map(([name, value]) => `${title(name)}${shown(String(value)).trimEnd()}\n`),
  ].join('');
}

const isList = (value: unknown): boolean =>
  Array.isArray(value) && value.length > 0 && value.every(isRow);

function listed(rows: readonly Row[], terminal: Terminal): string {
  const width = terminal.width - 2;
  if (rows.some((row) => Object.values(row).some(isLong))) {
    return rows.map((row) => record(row, { ...terminal, width })).join('\n');
  }
  return table(rows, { ...terminal, width });
}

const indented = (text: string): string => text.replaceAll(/^(?=.)/gm, '  ');
