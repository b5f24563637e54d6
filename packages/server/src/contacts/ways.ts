import { findPersonCalled } from '../people/queries.ts';
import type { NotificationRow } from '../notifications/queries.ts';
import type { Reader } from '../storage/storage.ts';
import { enabledRulesOf } from './queries.ts';

/** Where a notification for somebody goes, and how long after they were called for. */
export interface Way extends Pick<
  NotificationRow,
  'channel' | 'recipient' | 'personId' | 'person' | 'contactMethodId' | 'ruleKey'
> {
  delayMinutes: number;
}

/**
 * The ways to reach somebody by their notification rules, of one urgency or of any. Where they have no
 * rule that can be used: by e-mail if they have an address, else on the console, at once.
 */
export async function waysTo(
  reader: Reader,
  name: string,
  urgency?: 'high' | 'low',
): Promise<Way[]> {
  const person = await findPersonCalled(reader, name);
  const rules = person ? await enabledRulesOf(reader, person.id) : [];
  const known = { personId: person?.id ?? null, person: name, delayMinutes: 0 };
  if (rules.length > 0) {
    return rules
      .filter(({ rule }) => !urgency || rule.urgency === 'any' || rule.urgency === urgency)
      .map(({ rule, method }) => ({
        ...known,
        channel: method.type,
        recipient: method.address,
        contactMethodId: method.id,
        ruleKey: rule.id,
        delayMinutes: rule.delayMinutes,
      }));
  }
  const byDefault = { ...known, contactMethodId: null, ruleKey: 'default' };
  const email = person?.email ?? null;
  return email === null
    ? [{ ...byDefault, channel: 'console', recipient: name }]
    : [{ ...byDefault, channel: 'email', recipient: email }];
}
