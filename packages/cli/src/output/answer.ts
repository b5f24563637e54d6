import { cellOf, isRow, type Row } from './cell.ts';
import { record } from './record.ts';
import { table } from './table.ts';
import { shown, type Terminal } from './terminal.ts';

/** An answer for people: a table, a record, or the text itself. Nothing where there is nothing. */
export function answerText(
  output: unknown,
  terminal: Terminal,
  columns: readonly string[] | undefined,
): string {
  const rows = rowsOf(output);
  if (rows) return rows.length === 0 ? '' : table(rows, terminal, columns);
  if (isRow(output)) return columns ? table([output], terminal, columns) : record(output, terminal);
  if (typeof output !== 'string') return output === undefined ? '' : `${cellOf(output)}\n`;
  return output.endsWith('\n') ? shown(output) : `${shown(output)}\n`;
}

/** The items of a page, or a list itself; a list of single values is one column. */
export function rowsOf(output: unknown): Row[] | undefined {
  const items: unknown = isRow(output) && Array.isArray(output['items']) ? output['items'] : output;
  if (!Array.isArray(items)) return undefined;
  return items.map((item: unknown) => (isRow(item) ? item : { value: item }));
}
