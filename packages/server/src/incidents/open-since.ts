import type { Severity } from '@tocsin/contract';
import { and, desc, eq, gte, isNotNull, sql } from 'drizzle-orm';
import { prepared } from '../storage/prepared.ts';
import type { Reader } from '../storage/storage.ts';
import { findIncident, positionAt } from './queries.ts';

interface Fit {
  service: string;
  severity: Severity;
  since: number;
}

/**
 * The newest unresolved incident of a service and a severity that was created at `since` or later.
 * Where there is none, the newest of them that goes on in another, and that one is what is answered.
 */
export async function newestOpenSince(reader: Reader, fit: Fit): Promise<string | undefined> {
  const values = { ...fit, since: positionAt(fit.since) };
  const [open] = await newest(reader).execute(values);
  if (open) return open.id;
  const [merged] = await newestMerged(reader).execute(values);
  return merged?.into == null ? undefined : unresolved(reader, merged.into);
}

/** Where a merged incident goes on, at the end of the chain; `undefined` where that is over. */
async function unresolved(reader: Reader, id: string): Promise<string | undefined> {
  const found = await findIncident(reader, id);
  if (!found) return undefined;
  if (found.mergedInto !== null) return unresolved(reader, found.mergedInto);
  return found.phase === 'resolved' ? undefined : id;
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

const newestMerged = prepared(({ db, tables: { incidents: i }, dialect }: Reader) =>
  db
    .select({ into: i.mergedInto })
    .from(i)
    .where(
      and(
        eq(i.service, sql.placeholder('service')),
        eq(i.status, 'Closed'),
        eq(dialect.unindexed(i.severity), sql.placeholder('severity')),
        gte(i.position, sql.placeholder('since')),
        isNotNull(i.mergedInto),
      ),
    )
    .orderBy(desc(i.position))
    .limit(1)
    .prepare(),
);
