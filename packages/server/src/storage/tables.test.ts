import { type Column, getTableColumns, getTableName, is, Table } from 'drizzle-orm';
import { expect, it } from 'vitest';
import * as postgres from './postgres/tables.ts';
import * as sqlite from './sqlite/tables.ts';

const columnsOf = (tables: object) =>
  Object.fromEntries(
    Object.entries(tables)
      .filter(([, table]) => is(table, Table))
      .map(([name, table]) => [
        `${name} ${getTableName(table)}`,
        Object.entries<Column>(getTableColumns(table)).map(
          ([key, column]) => `${key} is ${column.name}${column.notNull ? ', never null' : ''}`,
        ),
      ]),
  );

it('both dialects name their tables and columns alike', () => {
  expect(columnsOf(postgres)).toEqual(columnsOf(sqlite));
});
