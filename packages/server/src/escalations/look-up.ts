import type { OnCall } from '@tocsin/contract';
import type { IncidentFields } from '../incidents/rules.ts';
import { onCallAt } from '../oncall/calendar.ts';
import type { Writer } from '../storage/storage.ts';
import { findPolicyFor } from './policy-queries.ts';
import { reach } from './reach.ts';
import { onCallPlan, type Plan, planOf } from './rules.ts';
import { triedReading } from './tried.ts';

/** Who works on an incident, and how it escalates, as far as that could be found out. */
export interface LookedUp {
  assignedTo: string | null;
  plan: Plan | undefined;
  /** What could not be found out, and why. */
  problems: string[];
}

/**
 * Looks up what holds for an incident at a moment: whoever is on call for the team that is called like
 * its service is assigned, or else the first one whom the first step pages, unless it has somebody. It
 * never fails but with the whole change: an incident is worth more than what is looked up for it.
 */
export async function lookUp(
  writer: Writer,
  incident: Pick<IncidentFields, 'service' | 'phase' | 'assignedTo'>,
  at: string,
): Promise<LookedUp> {
  const { service, phase, assignedTo } = incident;
  if (phase === 'resolved') return { assignedTo, plan: undefined, problems: [] };
  const both = await triedReading(writer, () => found(writer, incident, at));
  if ('result' in both) return { ...both.result, problems: [] };
  // Something is broken; what is not counts all the same.
  const policy = await triedReading(writer, () => findPolicyFor(writer, service));
  const onCall = await triedReading(writer, () => onCallAt(writer, service, Date.parse(at)));
  const problems = [policy, onCall].flatMap((one) => ('problem' in one ? [one.problem] : []));
  const known = {
    policy: 'result' in policy ? policy.result : undefined,
    onCall: 'result' in onCall ? onCall.result : undefined,
  };
  return {
    assignedTo: assignedTo ?? known.onCall?.engineer ?? null,
    plan: planFor(service, known),
    problems: problems.length > 0 ? problems : [both.problem],
  };
}

type Known = { policy: Parameters<typeof planOf>[0] | undefined; onCall: OnCall | undefined };

const planFor = (service: string, { policy, onCall }: Known): Plan | undefined => {
  if (policy) return planOf(policy);
  return onCall && onCallPlan(service);
};

async function found(
  writer: Writer,
  { service, assignedTo }: Pick<IncidentFields, 'service' | 'assignedTo'>,
  at: string,
): Promise<Omit<LookedUp, 'problems'>> {
  const policy = await findPolicyFor(writer, service);
  const onCall = await onCallAt(writer, service, Date.parse(at));
  const plan = planFor(service, { policy, onCall });
  const known = assignedTo ?? onCall?.engineer ?? null;
  if (known !== null || !plan) return { assignedTo: known, plan };
  const { people } = await reach(writer, plan.steps[0]?.targets ?? [], at);
  return { assignedTo: people[0]?.person ?? null, plan };
}
