import type { contract } from '@tocsin/contract';
import { invalidInput } from '../errors.ts';
import type { FeatureHandlers } from '../transport/implement.ts';
import { listEvents } from './list.ts';
import { watchEvents } from './watch.ts';

export const eventHandlers: FeatureHandlers<typeof contract.events> = {
  async list({ input, context }) {
    refuseIdAlone(input);
    return listEvents(context.storage, input);
  },

  watch({ input, context, signal }) {
    refuseIdAlone(input);
    return watchEvents(input, context, signal);
  },
};

/** Ids are looked up with what they are ids of: alone, one would be searched in the whole log. */
function refuseIdAlone({
  entity,
  entityId,
}: {
  entity?: string | undefined;
  entityId?: string | undefined;
}): void {
  if (entityId !== undefined && entity === undefined) {
    throw invalidInput('entity', 'Field required with `entityId`', 'missing');
  }
}
