import { contract, type EscalationPolicy } from '@tocsin/contract';
import type { TestApp } from './app.ts';
import { person, somePolicy } from './escalations.ts';
import { incidentOfTheExample } from './notification-examples.ts';

type Names = Record<string, string>;

/** Makes the policy of the examples, and answers where it is. */
export async function policyOfTheExample(app: TestApp, path: string): Promise<Names> {
  const policies = '/escalation-policies';
  const { body } = await app.rest<EscalationPolicy[]>('GET', policies);
  for (const { id } of body) await app.rest('DELETE', `${policies}/${id}`);
  // What the example makes is not there yet.
  const isList = path.endsWith(policies);
  const { input } = contract.policies.create.example;
  const { id } = await somePolicy(app, isList ? { name: 'Other', services: [] } : input);
  return { id };
}

/** The incident of the examples, which escalates to somebody as often as anybody asks for it. */
export async function escalationOfTheExample(app: TestApp): Promise<Names> {
  const name = 'Jonas Weber';
  await app.rest('POST', '/people', { name });
  const { id = '' } = await incidentOfTheExample(app);
  const steps = [{ delayMinutes: 5, targets: [person(name)] }];
  const policy = { name: 'Everything', isDefault: true, steps, repeat: 9 };
  await app.rest('POST', '/escalation-policies', policy);
  await app.rest('POST', '/escalate', { incident_id: id });
  return { id };
}
