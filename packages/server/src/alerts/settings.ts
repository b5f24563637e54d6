import type { AlertSettings } from '@tocsin/contract';
import { eq, sql } from 'drizzle-orm';
import { prepared } from '../storage/prepared.ts';
import type { Reader, Writer } from '../storage/storage.ts';

/** What a service has of its own. */
export async function findSettings(
  reader: Reader,
  service: string,
): Promise<AlertSettings | undefined> {
  const [row] = await settingsOf(reader).execute({ service });
  return row;
}

export async function storeSettings(
  { db, tables: { alertSettings: s } }: Writer,
  settings: AlertSettings,
): Promise<void> {
  const row = {
    service: settings.service,
    correlationWindowSeconds: settings.correlation_window_seconds,
    updatedAt: settings.updated_at,
    version: settings.version,
  };
  await db.insert(s).values(row).onConflictDoUpdate({ target: s.service, set: row });
}

const settingsOf = prepared(({ db, tables: { alertSettings: s } }: Reader) =>
  db
    .select({
      service: s.service,
      correlation_window_seconds: s.correlationWindowSeconds,
      updated_at: s.updatedAt,
      version: s.version,
    })
    .from(s)
    .where(eq(s.service, sql.placeholder('service')))
    .prepare(),
);
