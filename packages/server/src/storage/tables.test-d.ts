import { expectTypeOf, it } from 'vitest';
import type * as postgres from './postgres/tables.ts';
import type * as sqlite from './sqlite/tables.ts';

type Rows<Tables extends Record<keyof Tables, { $inferSelect: unknown }>> = {
  [Name in keyof Tables]: Tables[Name]['$inferSelect'];
};
it('both dialects have the same tables with the same rows', () => {
  expectTypeOf<Rows<typeof postgres>>().toEqualTypeOf<Rows<typeof sqlite>>();
});
