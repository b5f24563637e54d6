import { createTransport, type Transporter } from 'nodemailer';
import * as z from 'zod';
import { messageOf } from '../../jobs/rules.ts';
import { asItIs, type Channel, type Message, type SendOutcome } from './channel.ts';

const Address = z.email().max(254);

/** An answer within so long at each step, or another attempt. */
const timeouts = {
  connectionTimeout: 5_000,
  greetingTimeout: 5_000,
  dnsTimeout: 5_000,
  socketTimeout: 10_000,
};

/** Plain text by SMTP, a connection for each mail. */
export const emailChannel: Channel = {
  faultOf: (address) =>
    Address.safeParse(address).success ? undefined : 'is not an e-mail address',
  escape: asItIs,
  async send(message, { options: { smtpUrl, mailFrom }, signal }) {
    if (smtpUrl === undefined) {
      return { outcome: 'gaveUp', detail: 'No e-mail can be sent: SMTP_URL is not set.' };
    }
    const transport = createTransport({ url: smtpUrl, ...timeouts });
    try {
      return await unlessAborted(signal, mailed(transport, message, mailFrom));
    } finally {
      transport.close();
    }
  },
};

async function mailed(
  transport: Transporter,
  message: Message,
  from: string,
): Promise<SendOutcome> {
  try {
    const { response } = (await transport.sendMail({
      from,
      to: { name: message.person ?? '', address: message.recipient },
      subject: message.subject,
      text: message.text,
      messageId: `<${message.id}@${domainOf(from)}>`,
      headers: {
        'Auto-Submitted': 'auto-generated',
        ...(message.repeated && { 'X-Tocsin-Repeated': 'true' }),
      },
      disableFileAccess: true,
      disableUrlAccess: true,
    })) as { response?: string };
    return { outcome: 'delivered', detail: response ?? 'Accepted.' };
  } catch (error) {
    return { outcome: isPermanent(error) ? 'gaveUp' : 'retry', detail: messageOf(error) };
  }
}

/** SMTP says with 5xx that it will not be otherwise the next time. */
function isPermanent(error: unknown): boolean {
  const { responseCode } = error as { responseCode?: unknown };
  return typeof responseCode === 'number' && responseCode >= 500;
}

/** Of `Tocsin <tocsin@example.com>`. */
const domainOf = (from: string): string => /@([^\s>@]+)>?\s*$/.exec(from)?.[1] ?? 'localhost';

function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
