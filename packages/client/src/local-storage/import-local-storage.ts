import { isTocsinError } from '../errors.ts';
import type { Tocsin } from '../generated/tocsin.ts';
import { importIncident } from './incidents.ts';
import type { KeyValueStorage, LocalStorageMapping } from './mapping.ts';
import { oldItems } from './old-items.ts';
import { type Progress, progressIn } from './progress.ts';
import { type ImportCount, type ImportReport, refusal, type Skip } from './report.ts';
import { importRunbook } from './runbooks.ts';

/**
 * Brings the incidents and runbooks that a frontend has kept in a `Storage` to the server, once: what
 * has been brought is noted in the storage, at `tocsin.import`, and left alone by every later run.
 * The old data stays where it is.
 *
 * It may be interrupted anywhere, by a closed tab or a lost connection; the next run goes on where it
 * stopped. Ids and times are the server's; a note of each incident tells the old ones.
 *
 * @throws {TocsinError} Where the server cannot be reached, or fails. Run it again later. What the
 * server refuses, such as a severity that it does not know, is in the report instead.
 */
export async function importLocalStorage(
  storage: KeyValueStorage,
  tocsin: Pick<Tocsin, 'incidents' | 'runbooks'>,
  mapping: LocalStorageMapping = {},
): Promise<ImportReport> {
  return alone(async () => {
    const skipped: ImportReport['skipped'] = [];
    const skipper =
      (kind: 'incident' | 'runbook'): Skip =>
      (reason, id) =>
        void skipped.push({ kind, ...(id === undefined ? {} : { id }), reason });

    const skipIncident = skipper('incident');
    const incidents = await importAll(
      oldItems(storage, 'incidents', mapping.incidents ?? {}, skipIncident),
      progressIn(storage, 'incidents'),
      skipIncident,
      (old, progress) => importIncident(tocsin.incidents, old, progress, skipIncident),
    );
    const skipRunbook = skipper('runbook');
    const runbooks = await importAll(
      oldItems(storage, 'runbooks', mapping.runbooks ?? {}, skipRunbook),
      progressIn(storage, 'runbooks'),
      skipRunbook,
      (old, progress) => importRunbook(tocsin.runbooks, old, progress),
    );
    return { incidents, runbooks, skipped };
  });
}

async function importAll<Item extends { id: string }>(
  { found, items }: { found: number; items: readonly Item[] },
  progress: Progress,
  skip: Skip,
  bring: (item: Item, progress: Progress) => Promise<boolean>,
): Promise<ImportCount> {
  const count: ImportCount = { found, imported: 0, already: 0 };
  for (const item of items) {
    try {
      count[(await bring(item, progress)) ? 'imported' : 'already'] += 1;
    } catch (error) {
      const id = progress.of(item.id)?.id;
      if (id !== undefined && isTocsinError(error, 'NOT_FOUND')) {
        skip('It was deleted on the server before all of it had come.', item.id);
        progress.save(item.id, { id });
      } else {
        skip(refusal(error), item.id);
        // Nothing came of it: a later run, with another mapping perhaps, begins anew.
        progress.save(item.id, undefined);
      }
    }
  }
  return count;
}

/** Not in two tabs at once, where the browser can tell. */
function alone<T>(run: () => Promise<T>): Promise<T> {
  const { locks } = globalThis.navigator ?? {};
  return locks ? locks.request('tocsin.import', run) : run();
}
