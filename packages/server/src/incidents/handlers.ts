import type { contract, Incident } from '@tocsin/contract';
import { v7 as uuidv7 } from 'uuid';
import { changeOf } from '../change.ts';
import { withoutPosition } from '../page.ts';
import { attachRunbooks } from '../runbook-rules/attach.ts';
import type { FeatureHandlers } from '../transport/implement.ts';
import { guarded, known } from '../versions.ts';
import { allowed, assigneeOf, changingOrNot } from './changing.ts';
import { lifecycleHandlers } from './lifecycle-handlers.ts';
import { listIncidents } from './list.ts';
import { fieldsOf, findIncident, nextNumber } from './queries.ts';
import { readingHandlers } from './reading-handlers.ts';
import { noted, openIncident, revise } from './rules.ts';
import { storeDeleted, storeNew, storeNoted, storeRevised } from './store.ts';
import { watchIncidents } from './watch.ts';

export const incidentHandlers: FeatureHandlers<typeof contract.incidents> = {
  ...lifecycleHandlers,
  ...readingHandlers,

  list: ({ input, context }) => listIncidents(context.storage, input),

  create: async ({ input, context }) => {
    const wanted = { ...input, assignedTo: assigneeOf(input) ?? null };
    return context.storage.write(async (writer) => {
      const change = changeOf(context);
      const identity = { id: uuidv7(), number: await nextNumber(writer) };
      const incident = await storeNew(writer, openIncident(wanted, identity, change.at), change);
      await attachRunbooks(writer, incident, {}, change);
      return incident;
    });
  },

  replace: async ({ input, context, errors }) => {
    const { changed: _, ...incident } = await changingOrNot(
      context,
      input,
      errors,
      (before, { at }) => allowed(() => revise(before, input, at), errors),
    );
    return incident;
  },

  update: async ({ input, context, errors }) => {
    const wanted = { ...input, assignedTo: assigneeOf(input) };
    return context.storage.write(async (writer): Promise<Incident> => {
      const before = guarded(await findIncident(writer, input.id), 'incident', input, errors);
      const change = changeOf(context);
      const revised = allowed(() => revise(fieldsOf(before), wanted, change.at), errors);
      const after = revised
        ? await storeRevised(writer, before, revised, change)
        : withoutPosition(before);
      if (typeof input.notes !== 'string') return after;
      const note = newNote({ author: 'anonymous', text: input.notes }, change.at);
      // One change, so one version.
      const fields = revised ? revised.incident : noted(fieldsOf(before), change.at);
      const placed = { ...after, position: before.position };
      return storeNoted(writer, placed, { fields, note }, change);
    });
  },

  delete: ({ input, context, errors }) =>
    context.storage.write(async (writer) => {
      const before = guarded(await findIncident(writer, input.id), 'incident', input, errors);
      await storeDeleted(writer, before, changeOf(context));
      return {};
    }),

  addNote: ({ input, context, errors }) =>
    context.storage.write(async (writer) => {
      const found = known(await findIncident(writer, input.id), 'incident', input.id, errors);
      const change = changeOf(context);
      const fields = noted(fieldsOf(found), change.at);
      return storeNoted(writer, found, { fields, note: newNote(input, change.at) }, change);
    }),

  watch: ({ input, context, signal }) => watchIncidents(input, context, signal),
};

const newNote = ({ author, text }: { author: string; text: string }, at: string) => ({
  id: uuidv7(),
  timestamp: at,
  author,
  text,
});
