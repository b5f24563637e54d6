import type { Change } from '../change.ts';
import type { Writer } from '../storage/storage.ts';
import { keepAttachedRevisions } from './attached-queries.ts';
import { removeRule } from './handlers.ts';
import { rulesOf } from './queries.ts';

/** What follows from the deletion of a runbook, in its change and before it. */
export async function beforeDeletion(
  writer: Writer,
  runbookId: string,
  change: Change,
): Promise<void> {
  await keepAttachedRevisions(writer, runbookId);
  for (const { id } of await rulesOf(writer, runbookId)) await removeRule(writer, id, change);
}
