import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { importAll } from '../../src/commands/move.ts';
import { isEmpty } from '../../src/storage/clear.ts';
import { openStorage } from '../../src/storage/open.ts';
import { UnreadableStateError } from '../../src/storage/parse-state.ts';
import { emptyDatabase, temporaryFolder, urlOf } from '../database.ts';
import { connection } from './sessions.ts';

const at = '2026-03-01T08:00:00.000Z';
const incident = (number: number) => ({
  position: number,
  id: `i${number}`,
  number,
  title: `Incident ${number}`,
  severity: 'P1',
  service: 'a',
  status: 'Open',
  phase: 'open',
  assignedTo: null,
  createdAt: at,
  updatedAt: at,
  acknowledgedAt: null,
  resolvedAt: null,
  version: 1,
  notes: [],
});

it('an import whose connection is cut, again and again, stores nothing; the next one stores all', async () => {
  const database = await emptyDatabase();
  const storage = await openStorage(database, { warn: () => {} });
  const file = join(await temporaryFolder(), 'dump.json');
  const lists = { runbooks: [], runbookRevisions: [], events: [], counters: [], milestones: [] };
  const incidents = Array.from({ length: 600 }, (_, i) => incident(i + 1));
  writeFileSync(file, JSON.stringify({ schemaVersion: 2, incidents, ...lists }));
  const admin = await connection(urlOf(database));
  // Among the last rows, when most is stored.
  await admin.query(`CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF NEW.number = 590 THEN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(1); END IF;
    RETURN NEW;
  END $$`);
  await admin.query(
    'CREATE TRIGGER cut BEFORE INSERT ON incidents FOR EACH ROW EXECUTE FUNCTION cut()',
  );

  const error: unknown = await importAll(storage, file, { replace: false }).catch(
    (e: unknown) => e,
  );
  expect(error).not.toBeInstanceOf(UnreadableStateError);
  expect(storage.isUnavailable(error)).toBe(true);
  expect(await isEmpty(storage)).toBe(true);

  await admin.query('DROP TRIGGER cut ON incidents');
  expect(await importAll(storage, file, { replace: false })).toContain('600 incidents');
  expect(await isEmpty(storage)).toBe(false);
  await storage.close();
});
