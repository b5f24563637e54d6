import type { contract, EscalationPolicy, EscalationStep } from '@tocsin/contract';
import { v7 as uuidv7 } from 'uuid';
import { type Change, changeOf, changesOf } from '../change.ts';
import type { Context } from '../context.ts';
import type { DeclaredErrors } from '../errors.ts';
import { appendEvent } from '../events/log.ts';
import type { Writer } from '../storage/storage.ts';
import type { FeatureHandlers } from '../transport/implement.ts';
import { type Guarded, guarded, known } from '../versions.ts';
import {
  deletePolicy,
  findClash,
  findPolicy,
  insertPolicy,
  listPolicies,
  updatePolicy,
} from './policy-queries.ts';

type Errors = DeclaredErrors<'NOT_FOUND' | 'CONFLICT' | 'PRECONDITION_FAILED'>;

const what = 'escalation policy';

export const policyHandlers: FeatureHandlers<typeof contract.policies> = {
  list: ({ input, context }) => listPolicies(context.storage, input),

  create: ({ input: { name, services, isDefault, steps, repeat }, context, errors }) =>
    context.storage.write(async (writer) => {
      const change = changeOf(context);
      const fields = { name, services: withoutRepeats(services), isDefault, steps, repeat };
      await refuseClash(writer, { id: '', ...fields }, errors);
      return storeNewPolicy(writer, fields, change);
    }),

  get: async ({ input: { id }, context, errors }) =>
    known(await findPolicy(context.storage, id), what, id, errors),

  replace: ({ input, context, errors }) => revising(context, input, errors),

  update: ({ input, context, errors }) => revising(context, input, errors),

  delete: ({ input, context, errors }) =>
    context.storage.write(async (writer) => {
      const { id } = guarded(await findPolicy(writer, input.id), what, input, errors);
      await deletePolicy(writer, id);
      await tellOfPolicy(writer, 'policy.deleted', id, changeOf(context), {});
      return {};
    }),
};

type Fields = Pick<EscalationPolicy, 'name' | 'services' | 'isDefault' | 'steps' | 'repeat'>;

/** Stores a new policy; no other may be called so, be for its services, or be the default as well. */
export async function storeNewPolicy(
  writer: Writer,
  fields: Fields,
  change: Change,
): Promise<EscalationPolicy> {
  const stamps = { createdAt: change.at, updatedAt: change.at, version: 1 };
  const policy = { id: uuidv7(), ...fields, ...stamps };
  await insertPolicy(writer, policy);
  await tellOfPolicy(writer, 'policy.created', policy.id, change, {});
  return policy;
}

interface Revision extends Guarded {
  name?: string | undefined;
  services?: string[] | undefined;
  isDefault?: boolean | undefined;
  steps?: EscalationStep[] | undefined;
  repeat?: number | undefined;
}

/** Load, change, save, in one turn. */
function revising(context: Context, input: Revision, errors: Errors): Promise<EscalationPolicy> {
  return context.storage.write(async (writer) => {
    const before = guarded(await findPolicy(writer, input.id), what, input, errors);
    const after = {
      ...before,
      name: input.name ?? before.name,
      services: input.services ? withoutRepeats(input.services) : before.services,
      isDefault: input.isDefault ?? before.isDefault,
      steps: input.steps ?? before.steps,
      repeat: input.repeat ?? before.repeat,
    };
    const changes = changesOf(before, after, ['name', 'services', 'isDefault', 'steps', 'repeat']);
    if (Object.keys(changes).length === 0) return before;
    await refuseClash(writer, after, errors);
    const change = changeOf(context);
    const saved = { ...after, updatedAt: change.at, version: before.version + 1 };
    await updatePolicy(writer, saved);
    await tellOfPolicy(writer, 'policy.updated', saved.id, change, { changes });
    return saved;
  });
}

async function refuseClash(
  writer: Writer,
  policy: Fields & Pick<EscalationPolicy, 'id'>,
  errors: DeclaredErrors<'CONFLICT'>,
): Promise<void> {
  const other = await findClash(writer, policy);
  if (!other) return;
  const service = policy.services.find((one) => other.services.includes(one));
  const clash =
    other.name === policy.name
      ? `is called ${other.name} already`
      : service === undefined
        ? `(${other.name}) is the default`
        : `(${other.name}) is for the service ${service} already`;
  throw errors.CONFLICT(`Escalation policy ${other.id} ${clash}.`);
}

const withoutRepeats = (names: readonly string[]): string[] => [...new Set(names)];

export function tellOfPolicy(
  writer: Writer,
  type: 'policy.created' | 'policy.updated' | 'policy.deleted',
  entityId: string,
  { actor, at }: Change,
  data: Record<string, unknown>,
): Promise<void> {
  return appendEvent(writer, { type, entity: 'policy', entityId, actor, at, data });
}
