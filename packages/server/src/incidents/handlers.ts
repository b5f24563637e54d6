import type { contract, Incident } from '@tocsin/contract';
import { v7 as uuidv7 } from 'uuid';
import { timestamp } from '../clock.ts';
import { actorName, type Context } from '../context.ts';
import type { DeclaredErrors } from '../errors.ts';
import { attachRunbooks } from '../runbook-rules/attach.ts';
import type { Writer } from '../storage/storage.ts';
import type { FeatureHandlers } from '../transport/implement.ts';
import { listIncidents } from './list.ts';
import { fieldsOf, findIncident, nextNumber, type PlacedIncident } from './queries.ts';
import {
  BackwardPhaseError,
  type IncidentFields,
  type IncidentPatch,
  noted,
  openIncident,
  reopen,
  revise,
  type Revised,
} from './rules.ts';
import { type Change, storeDeleted, storeNew, storeNoted, storeRevised } from './store.ts';
import { watchIncidents } from './watch.ts';

type Errors = DeclaredErrors<'NOT_FOUND' | 'PRECONDITION_FAILED'>;

export const incidentHandlers: FeatureHandlers<typeof contract.incidents> = {
  list: ({ input, context }) => listIncidents(context.storage, input),

  create: ({ input, context }) =>
    context.storage.write(async (writer) => {
      const change = changeOf(context);
      const identity = { id: uuidv7(), number: await nextNumber(writer) };
      const incident = await storeNew(writer, openIncident(input, identity, change.at), change);
      await attachRunbooks(writer, incident, {}, change);
      return incident;
    }),

  get: async ({ input, context, errors }) => {
    const found = await findIncident(context.storage, input.id);
    if (!found) throw errors.NOT_FOUND(`There is no incident ${input.id}.`);
    return withoutPosition(found);
  },

  replace: ({ input, context, errors }) =>
    changing(context, input, errors, (before, { at }) => patched(before, input, at, errors)),

  update: ({ input, context, errors }) =>
    changing(context, input, errors, (before, { at }) => patched(before, input, at, errors)),

  delete: ({ input, context, errors }) =>
    context.storage.write(async (writer) => {
      await storeDeleted(writer, await guarded(writer, input, errors), changeOf(context));
      return {};
    }),

  addNote: ({ input, context, errors }) =>
    context.storage.write(async (writer) => {
      const found = await findIncident(writer, input.id);
      if (!found) throw errors.NOT_FOUND(`There is no incident ${input.id}.`);
      const change = changeOf(context);
      const note = { id: uuidv7(), timestamp: change.at, author: input.author, text: input.text };
      const fields = noted(fieldsOf(found), change.at);
      return storeNoted(writer, found, { fields, note }, change);
    }),

  close: async ({ input, context, errors }) => {
    const close = (before: IncidentFields, { at }: Change) =>
      revise(before, { status: 'Closed' }, at);
    return changingOrNot(context, input, errors, close);
  },

  reopen: async ({ input, context, errors }) =>
    changingOrNot(context, input, errors, (before, { at }) => reopen(before, at)),

  watch: ({ input, context, signal }) => watchIncidents(input, context, signal),
};

const changeOf = ({ actor, clock }: Context): Change => ({
  actor: actorName(actor),
  at: timestamp(clock.now()),
});

interface Guarded {
  id: string;
  ifVersion?: readonly number[] | undefined;
}

/** The incident, if it is there and still as the caller believes. */
async function guarded(
  writer: Writer,
  { id, ifVersion }: Guarded,
  errors: Errors,
): Promise<PlacedIncident> {
  const found = await findIncident(writer, id);
  if (!found) throw errors.NOT_FOUND(`There is no incident ${id}.`);
  if (ifVersion && !ifVersion.includes(found.version)) {
    throw errors.PRECONDITION_FAILED(
      `The incident is at version ${found.version} now; read it again.`,
    );
  }
  return found;
}

/** Load, decide, save, in one turn. `decide` answers `undefined` where nothing is to be done. */
function changingOrNot(
  context: Context,
  input: Guarded,
  errors: Errors,
  decide: (before: IncidentFields, change: Change) => Revised | undefined,
): Promise<Incident & { changed: boolean }> {
  return context.storage.write(async (writer) => {
    const before = await guarded(writer, input, errors);
    const change = changeOf(context);
    const revised = decide(fieldsOf(before), change);
    if (!revised) return { ...withoutPosition(before), changed: false };
    return { ...(await storeRevised(writer, before, revised, change)), changed: true };
  });
}

async function changing(...args: Parameters<typeof changingOrNot>): Promise<Incident> {
  const { changed: _, ...incident } = await changingOrNot(...args);
  return incident;
}

function patched(
  before: IncidentFields,
  patch: IncidentPatch,
  at: string,
  errors: DeclaredErrors<'CONFLICT'>,
): Revised | undefined {
  try {
    return revise(before, patch, at);
  } catch (error) {
    if (error instanceof BackwardPhaseError) throw errors.CONFLICT(error.message);
    throw error;
  }
}

function withoutPosition({ position: _, ...incident }: PlacedIncident): Incident {
  return incident;
}
