import { customType } from 'drizzle-orm/pg-core';

/** Text that sorts by its bytes, as SQLite's does, whatever the database's locale. */
export const text = customType<{ data: string }>({ dataType: () => 'text collate "C"' });
