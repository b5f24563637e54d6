import type { contract, OnCall } from '@tocsin/contract';
import type { Context } from '../context.ts';
import type { DeclaredErrors } from '../errors.ts';
import type { FeatureHandlers } from '../transport/implement.ts';
import { onCallAfter, onCallAt } from './calendar.ts';

export const oncallHandlers: FeatureHandlers<typeof contract.oncall> = {
  current: ({ input, context, errors }) => asking(onCallAt, input, context, errors),
  next: ({ input, context, errors }) => asking(onCallAfter, input, context, errors),
};

async function asking(
  ask: typeof onCallAt,
  { team, at }: { team: string; at?: string | undefined },
  { storage, clock }: Context,
  errors: DeclaredErrors<'NOT_FOUND'>,
): Promise<OnCall> {
  const answer = await ask(storage, team, at === undefined ? clock.now() : Date.parse(at));
  if (!answer) throw errors.NOT_FOUND(`There is no schedule of the team ${team}.`);
  return answer;
}
