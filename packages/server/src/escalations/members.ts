import type { EscalationStep } from '@tocsin/contract';
import { type Change, changesOf } from '../change.ts';
import type { Reader, Writer } from '../storage/storage.ts';
import { tellOfPolicy } from './policy-handlers.ts';
import { allPolicies, updatePolicy } from './policy-queries.ts';
import { aliveOnes, storeSteps } from './queries.ts';

const has = (steps: readonly EscalationStep[], name: string): boolean =>
  steps.some(({ targets }) =>
    targets.some((target) => target.type === 'person' && target.person === name),
  );

/** A policy that would page nobody, or fewer, without somebody; in words. */
export async function policyNeeding(reader: Reader, name: string): Promise<string | undefined> {
  const policy = (await allPolicies(reader)).find(({ steps }) => has(steps, name));
  return policy && `the escalation policy ${policy.name}`;
}

/** Calls somebody by another name in every policy, and in what goes on by one, so that none loses them. */
export async function renameTarget(
  writer: Writer,
  { from, to }: { from: string; to: string },
  change: Change,
): Promise<void> {
  const renamed = (steps: readonly EscalationStep[]): EscalationStep[] =>
    steps.map(({ targets, ...step }) => ({
      ...step,
      targets: targets.map((target) =>
        target.type === 'person' && target.person === from ? { ...target, person: to } : target,
      ),
    }));
  for (const before of await allPolicies(writer)) {
    if (!has(before.steps, from)) continue;
    const { version } = before;
    const stamps = { updatedAt: change.at, version: version + 1 };
    const after = { ...before, steps: renamed(before.steps), ...stamps };
    await updatePolicy(writer, after);
    const changes = changesOf(before, after, ['steps']);
    await tellOfPolicy(writer, 'policy.updated', before.id, change, { changes });
  }
  for (const { id, steps } of await aliveOnes(writer)) {
    if (has(steps, from)) await storeSteps(writer, { id, steps: renamed(steps) });
  }
}
