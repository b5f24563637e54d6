import { postJson } from '../../delivery/post.ts';
import { signatureHeaders } from '../../delivery/sign.ts';
import { incidentUrl } from '../values.ts';
import { asItIs, type Channel, type Message } from './channel.ts';
import { urlFault } from './url.ts';

/** JSON, signed as Standard Webhooks have it where there are secrets. */
export const webhookChannel: Channel = {
  faultOf: urlFault,
  escape: asItIs,
  send(message, { options, signal, now }) {
    const { id, secrets, recipient, repeated } = message;
    const body = JSON.stringify({
      type: 'notification',
      timestamp: message.createdAt,
      data: dataOf(message, options.publicUrl),
    });
    const headers = {
      ...signatures({ id, body, secrets, at: now }),
      ...(repeated && { 'tocsin-repeated': 'true' }),
    };
    return postJson({ url: recipient, body, headers, signal, now });
  },
};

/** The same at every attempt. */
const dataOf = (message: Message, publicUrl: string | undefined) => ({
  notification_id: message.id,
  incident_id: message.incidentId,
  reason: message.reason,
  person: message.person,
  subject: message.subject,
  text: message.text,
  message: message.message,
  url: incidentUrl(message.incidentId, publicUrl) || null,
});

function signatures(signable: Parameters<typeof signatureHeaders>[0]): Record<string, string> {
  const { 'webhook-signature': signature, ...headers } = signatureHeaders(signable);
  return signable.secrets.length === 0
    ? headers
    : { ...headers, 'webhook-signature': String(signature) };
}
