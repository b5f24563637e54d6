import type { Severity } from '@tocsin/contract';
import { and, desc, eq, gte, sql } from 'drizzle-orm';
import { prepared } from '../storage/prepared.ts';
import type { Reader } from '../storage/storage.ts';
import { positionAt } from './queries.ts';

/** The newest unresolved incident of a service and a severity that was created at `since` or later. */
export async function newestOpenSince(
  reader: Reader,
  { service, severity, since }: { service: string; severity: Severity; since: number },
): Promise<string | undefined> {
  const [row] = await newest(reader).execute({ service, severity, since: positionAt(since) });
  return row?.id;
}

/** By the index of service and status, which has the times in order: few are within the window. */
const newest = prepared(({ db, tables: { incidents: i }, dialect }: Reader) =>
  db
    .select({ id: i.id })
    .from(i)
    .where(
      and(
        eq(i.service, sql.placeholder('service')),
        eq(i.status, 'Open'),
        eq(dialect.unindexed(i.severity), sql.placeholder('severity')),
        gte(i.position, sql.placeholder('since')),
      ),
    )
    .orderBy(desc(i.position))
    .limit(1)
    .prepare(),
);
