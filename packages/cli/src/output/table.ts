import stringWidth from 'string-width';
import { badUsage } from '../exit-codes.ts';
import { isLong, isRow, type Row, shortCellOf } from './cell.ts';
import { cut, padded, type Terminal } from './terminal.ts';

const GAP = '  ';
/** No column that can be cut is cut to less than this. */
const LEAST = 10;

interface Column {
  name: string;
  cells: string[];
  width: number;
  /** Words may be cut; ids, numbers and dates are of no use without their end. */
  isWords: boolean;
}

/**
 * A table as wide as the terminal at most: the widest texts are cut, and where that is not enough
 * the last columns are left out. `names` asks for certain columns, which are all there.
 */
export function table(rows: readonly Row[], terminal: Terminal, names?: readonly string[]): string {
  const all = columnsOf(rows, names);
  const columns = fitted(all, names ? Infinity : terminal.width);
  const line = (textOf: (column: Column) => string) =>
    columns
      .map((column, i) => {
        const text = cut(textOf(column), column.width);
        return i === columns.length - 1 ? text : padded(text, column.width);
      })
      .join(GAP);
  const header = terminal.style(
    'bold',
    line(({ name }) => headerOf(name)),
  );
  return [header, ...rows.map((_, i) => line(({ cells }) => cells[i] ?? ''))]
    .map((text) => `${text.trimEnd()}\n`)
    .join('');
}

function columnsOf(rows: readonly Row[], names: readonly string[] | undefined): Column[] {
  const known = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const unknown = (names ?? []).filter((name) => rows.length > 0 && !known.includes(name));
  if (unknown.length > 0) {
    throw badUsage(`--columns: There is no ${unknown.join(', ')}; there is ${known.join(', ')}`);
  }
  const told = known.filter((name) => !rows.some((row) => isRow(row[name]) || isLong(row[name])));
  return (names ?? told).map((name) => {
    const cells = rows.map((row) => shortCellOf(row[name]));
    const isWords = rows.some((row) => typeof row[name] === 'string' && row[name].includes(' '));
    const width = Math.max(stringWidth(headerOf(name)), ...cells.map((cell) => stringWidth(cell)));
    return { name, cells, width, isWords };
  });
}

function fitted(columns: readonly Column[], width: number): Column[] {
  const total = columns.reduce((sum, column) => sum + column.width, 0);
  const excess = total + GAP.length * (columns.length - 1) - width;
  if (excess <= 0) return [...columns];
  const widest = columns
    .filter((column) => column.isWords && column.width > LEAST)
    .toSorted((a, b) => b.width - a.width)[0];
  if (widest) {
    const next = { ...widest, width: Math.max(LEAST, widest.width - excess) };
    return fitted(
      columns.map((column) => (column === widest ? next : column)),
      width,
    );
  }
  return columns.length > 1 ? fitted(columns.slice(0, -1), width) : [...columns];
}

const headerOf = (name: string): string =>
  name.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase();
