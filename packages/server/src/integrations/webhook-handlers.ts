import type { AlertSource, contract, Receipt } from '@tocsin/contract';
import type * as z from 'zod';
import type { Context } from '../context.ts';
import { type DeclaredErrors, invalidInput } from '../errors.ts';
import type { FeatureHandlers } from '../transport/implement.ts';
import { hashOfKey } from './key.ts';
import { isObject } from './lenient.ts';
import { readMapped } from './mapped.ts';
import { readNotification } from './notification.ts';
import { eventOf, faultsOf, invalidEvent, processed, signalOf, unrecognized } from './pagerduty.ts';
import { findByKeyHash, type IntegrationRow } from './queries.ts';
import { whyNotSigned } from './signature.ts';
import { type Reading, UnreadableError } from './signal.ts';
import { keepUnreadable, takeReading } from './take.ts';

type Integrations = typeof contract.integrations;
type Webhooks = Pick<
  Integrations,
  'alertmanager' | 'grafana' | 'grafanaByPut' | 'events' | 'pagerduty'
>;
type Errors = DeclaredErrors<'NOT_FOUND' | 'BAD_REQUEST'>;

export const webhookHandlers: FeatureHandlers<Webhooks> = {
  alertmanager: ({ input, context, errors }) =>
    deliver(context, input, errors, { source: 'alertmanager', read: readNotification }),

  grafana: ({ input, context, errors }) => fromGrafana(context, input, errors),

  grafanaByPut: ({ input, context, errors }) => fromGrafana(context, input, errors),

  events: ({ input, context, errors }) =>
    deliver(context, input, errors, { source: 'events', read: readMapped }),

  pagerduty: async ({ input: { body }, context }) => {
    context.intake.check();
    const event = parsed(body);
    if (!isObject(event)) return unrecognized;
    const key = event['routing_key'];
    const integration = await findByKeyHash(
      context.storage,
      hashOfKey(typeof key === 'string' ? key : ''),
    );
    const faults = faultsOf(event);
    if (faults.length > 0) {
      const reason = faults.join('; ');
      // Without a key that is known anybody could fill the disk.
      if (integration) {
        await keepUnreadable(context, integration, 'pagerduty', { payload: body, reason });
      }
      return invalidEvent(faults);
    }
    if (!integration) return invalidEvent(['Invalid routing key']);
    const readable = eventOf(event);
    const reading = { signals: [signalOf(readable, integration)], unreadable: [] };
    await takeReading(context, integration, 'pagerduty', reading);
    return processed(readable.dedupKey);
  },
};

async function fromGrafana(
  context: Context,
  input: z.output<Integrations['grafana']['input']>,
  errors: Errors,
): Promise<Receipt> {
  const { body, signature, signed_at: signedAt } = input;
  return deliver(context, input, errors, {
    source: 'grafana',
    read: readNotification,
    refuse({ signingSecret }) {
      if (signingSecret === null) return undefined;
      return whyNotSigned(signingSecret, { body, signature, signedAt }, context.clock.now());
    },
  });
}

interface Sender {
  source: z.output<typeof AlertSource>;
  read(payload: unknown, integration: IntegrationRow): Reading;
  /** Why it is not from whom it says. */
  refuse?(integration: IntegrationRow): string | undefined;
}

async function deliver(
  context: Context,
  { key, body }: { key: string; body: string },
  errors: Errors,
  { source, read, refuse }: Sender,
): Promise<Receipt> {
  context.intake.check();
  const integration = await findByKeyHash(context.storage, hashOfKey(key));
  if (!integration) throw errors.NOT_FOUND('There is no integration with this key.');
  const refusal = refuse?.(integration);
  if (refusal !== undefined) throw errors.BAD_REQUEST(refusal);
  const payload = parsed(body);
  if (payload === undefined) {
    const reason = 'The body is not valid JSON.';
    await keepUnreadable(context, integration, source, { payload: body, reason });
    throw errors.BAD_REQUEST(`${reason} It is kept: see the integration's unreadable payloads.`);
  }
  const reading = readingOf(payload, integration, read);
  if (reading.signals.length === 0 && reading.unreadable.length > 0) {
    const reason = reading.unreadable.map((part) => part.reason).join('; ');
    await keepUnreadable(context, integration, source, { payload: body, reason });
    throw invalidInput('body', `${reason} It is kept: see the integration's unreadable payloads.`);
  }
  return takeReading(context, integration, source, reading);
}

function readingOf(payload: unknown, integration: IntegrationRow, read: Sender['read']): Reading {
  try {
    return read(payload, integration);
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    return { signals: [], unreadable: [{ index: 0, reason: error.message, part: payload }] };
  }
}

/** `undefined` where the text is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
