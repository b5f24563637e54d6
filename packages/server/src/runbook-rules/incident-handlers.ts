import type { AttachedRunbook, contract } from '@tocsin/contract';
import { changeOf } from '../change.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { DeclaredErrors } from '../errors.ts';
import { findIncident } from '../incidents/queries.ts';
import { pageOf, withoutPosition } from '../page.ts';
import { findRunbookHead } from '../runbooks/queries.ts';
import type { Reader } from '../storage/storage.ts';
import type { FeatureHandlers } from '../transport/implement.ts';
import { known } from '../versions.ts';
import { attachRunbook, tellOfAttached } from './attach.ts';
import { attachedTo, countAttached, deleteAttached } from './attached-queries.ts';

type Handlers = FeatureHandlers<typeof contract.runbooks>;
type Errors = DeclaredErrors<'NOT_FOUND'>;

export const incidentRunbookHandlers: Pick<Handlers, 'ofIncident' | 'attach' | 'detach'> = {
  ofIncident: async ({ input: { id, cursor, limit }, context: { storage }, errors }) => {
    await mustBe(storage, id, errors);
    const [after] = cursor === undefined ? [] : decodeCursor(cursor, 'attachedAt', ['number']);
    const where = { limit: limit + 1, ...(after !== undefined && { after }) };
    const rows = await attachedTo(storage, id, where);
    const cursorOf = ({ position }: { position: number }) =>
      encodeCursor({ order: 'attachedAt', keys: [position] });
    const page = pageOf(rows, limit, cursorOf, withoutPosition);
    return { ...page, total: await countAttached(storage, id), totalRelation: 'eq' };
  },

  attach: ({ input: { id, runbookId }, context, errors }) =>
    context.storage.write(async (writer) => {
      await mustBe(writer, id, errors);
      const head = await findRunbookHead(writer, runbookId);
      const runbook = known(head, 'runbook', runbookId, errors);
      const before = await one(writer, id, runbookId);
      if (before?.revision === runbook.version) return before;
      await attachRunbook(writer, id, runbookId, { change: changeOf(context) });
      const after = await one(writer, id, runbookId);
      if (!after) throw new Error('A runbook that was attached is not there.');
      return after;
    }),

  detach: ({ input: { id, runbookId, ifVersion }, context, errors }) =>
    context.storage.write(async (writer) => {
      const attached = await one(writer, id, runbookId);
      if (!attached) throw errors.NOT_FOUND(`The incident ${id} has no runbook ${runbookId}.`);
      if (ifVersion && !ifVersion.includes(attached.revision)) {
        throw errors.PRECONDITION_FAILED(
          `The runbook is attached in revision ${attached.revision} now; read it again.`,
        );
      }
      await deleteAttached(writer, id, runbookId);
      const what = { incidentId: id, runbookId };
      await tellOfAttached(writer, 'incident.runbook_detached', what, changeOf(context));
      return {};
    }),
};

async function one(
  reader: Reader,
  incidentId: string,
  runbookId: string,
): Promise<AttachedRunbook | undefined> {
  const [row] = await attachedTo(reader, incidentId, { limit: 1, runbookId });
  return row && withoutPosition(row);
}

async function mustBe(reader: Reader, id: string, errors: Errors): Promise<void> {
  known(await findIncident(reader, id), 'incident', id, errors);
}
