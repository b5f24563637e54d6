import { type contract, LONGEST_SNOOZE_MINUTES } from '@tocsin/contract';
import { changeOf } from '../change.ts';
import { timestamp } from '../clock.ts';
import type { Context } from '../context.ts';
import { invalidInput } from '../errors.ts';
import { withoutPosition } from '../page.ts';
import type { FeatureHandlers } from '../transport/implement.ts';
import { guarded } from '../versions.ts';
import { allowed, changingOrNot } from './changing.ts';
import { fieldsOf, findIncident } from './queries.ts';
import { reopen, revise } from './rules.ts';
import { advance, mergeInto, snooze, unsnooze } from './steps.ts';
import { storeMerged } from './store.ts';

type Step =
  | 'acknowledge'
  | 'start'
  | 'resolve'
  | 'close'
  | 'reopen'
  | 'assign'
  | 'snooze'
  | 'unsnooze'
  | 'merge';

export const lifecycleHandlers: Pick<FeatureHandlers<typeof contract.incidents>, Step> = {
  acknowledge: async ({ input, context, errors }) =>
    changingOrNot(context, input, errors, (before, { at }) =>
      allowed(() => advance(before, 'acknowledged', at), errors),
    ),

  start: async ({ input, context, errors }) =>
    changingOrNot(context, input, errors, (before, { at }) =>
      allowed(() => advance(before, 'in_progress', at), errors),
    ),

  resolve: async ({ input, context, errors }) =>
    changingOrNot(context, input, errors, (before, { at }) =>
      revise(before, { status: 'resolved' }, at),
    ),

  close: async ({ input, context, errors }) =>
    changingOrNot(context, input, errors, (before, { at }) =>
      revise(before, { status: 'resolved' }, at),
    ),

  reopen: async ({ input, context, errors }) =>
    changingOrNot(context, input, errors, (before, { at }) => reopen(before, at)),

  assign: async ({ input, context, errors }) =>
    changingOrNot(context, input, errors, (before, { at }) =>
      revise(before, { assignedTo: input.assignedTo }, at),
    ),

  snooze: async ({ input, context, errors }) => {
    const until = endOf(input, context);
    return changingOrNot(context, input, errors, (before, { at }) =>
      allowed(() => snooze(before, until, at), errors),
    );
  },

  unsnooze: async ({ input, context, errors }) =>
    changingOrNot(context, input, errors, (before, { at }) => unsnooze(before, at)),

  merge: ({ input, context, errors }) =>
    context.storage.write(async (writer) => {
      const before = guarded(await findIncident(writer, input.id), 'incident', input, errors);
      const into = await findIncident(writer, input.into);
      if (!into && before.mergedInto !== input.into) {
        throw errors.NOT_FOUND(`There is no incident ${input.into}.`);
      }
      const change = changeOf(context);
      const revised =
        into && allowed(() => mergeInto(fieldsOf(before), fieldsOf(into), change.at), errors);
      if (!revised) return { ...withoutPosition(before), changed: false };
      const merged = await storeMerged(writer, before, { ...revised, into: input.into }, change);
      return { ...merged, changed: true };
    }),
};

const MINUTE_MS = 60_000;

/** When a snooze is to end, as the wire has it. */
function endOf(
  { until, minutes }: { until?: string | undefined; minutes?: number | undefined },
  { clock }: Context,
): string {
  if (until === undefined && minutes === undefined) {
    throw invalidInput('until', 'Field required, or `minutes`', 'missing');
  }
  if (until !== undefined && minutes !== undefined) {
    throw invalidInput('minutes', 'Must be left out with `until`');
  }
  const now = clock.now();
  const end = until === undefined ? now + (minutes ?? 0) * MINUTE_MS : Date.parse(until);
  if (end <= now) throw invalidInput('until', 'Must be a moment to come');
  if (end > now + LONGEST_SNOOZE_MINUTES * MINUTE_MS) {
    throw invalidInput('until', 'Must be within 30 days');
  }
  return timestamp(end);
}
