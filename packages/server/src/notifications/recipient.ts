import type { NotificationChannel, Severity } from '@tocsin/contract';
import { findEnabled } from '../contacts/queries.ts';
import { type Way, waysTo } from '../contacts/ways.ts';
import { invalidInput } from '../errors.ts';
import { findPersonCalled } from '../people/queries.ts';
import type { Reader } from '../storage/storage.ts';
import { channels } from './channels/channels.ts';
import type { NewNotification } from './create.ts';
import { urgencyOf } from './rules.ts';

type Target = Pick<
  NewNotification,
  'channel' | 'recipient' | 'personId' | 'person' | 'contactMethodId'
>;

/** Where a message goes by a channel: to an address, or to a person who can be reached by it. */
export async function targetBy(
  reader: Reader,
  channel: NotificationChannel,
  recipient: string,
): Promise<Target> {
  const person = await findPersonCalled(reader, recipient);
  if (person) {
    const known = { channel, personId: person.id, person: person.name };
    const method = await findEnabled(reader, channel, { personId: person.id });
    if (method) return { ...known, recipient: method.address, contactMethodId: method.id };
    if (channel === 'email' && person.email !== null) return { ...known, recipient: person.email };
    if (channel === 'console') return { ...known, recipient };
    throw invalidInput('recipient', `${person.name} has no contact method for ${channel}`);
  }
  const fault = channels[channel].faultOf(recipient);
  if (fault !== undefined) {
    throw invalidInput('recipient', `${recipient} ${fault}, and no person is called so`);
  }
  // One that belongs to somebody is signed with their secrets.
  const method = await findEnabled(reader, channel, { address: recipient });
  return { channel, recipient, contactMethodId: method?.id ?? null };
}

/** Where a message to a person goes by their own rules: the first way that fits. */
export async function targetOfPerson(
  reader: Reader,
  name: string,
  severity: Severity | undefined,
): Promise<Target> {
  if (!(await findPersonCalled(reader, name))) {
    throw invalidInput('recipient', `Nobody is called ${name}; say a channel for an address`);
  }
  const fitting = severity ? await waysTo(reader, name, urgencyOf(severity)) : [];
  const ways = fitting.length > 0 ? fitting : await waysTo(reader, name);
  const [first] = ways.toSorted((a, b) => a.delayMinutes - b.delayMinutes);
  if (!first) throw new Error(`There is no way to reach ${name}.`);
  return whereTo(first);
}

function whereTo({ channel, recipient, personId, person, contactMethodId }: Way): Target {
  return { channel, recipient, personId, person, contactMethodId };
}
