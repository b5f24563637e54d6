import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface MailServer {
  /** As `SMTP_URL`. */
  url: string;
  /** What was accepted, the oldest first. */
  mails(): Promise<ParsedMail[]>;
  /** How many those are. */
  accepted(): number;
  /** What the next recipients are answered, one each; then they are accepted again. */
  refusals: { code: number; message: string }[];
  close(): Promise<void>;
}

/** A real SMTP server that keeps what it takes. Whoever asks closes it. */
export async function startMailServer(): Promise<MailServer> {
  const taken: string[] = [];
  const refusals: MailServer['refusals'] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo(_address, _session, callback) {
      const refusal = refusals.shift();
      if (refusal === undefined) return callback();
      callback(Object.assign(new Error(refusal.message), { responseCode: refusal.code }));
    },
    onData(stream, _session, callback) {
      let text = '';
      stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      stream.on('end', () => {
        taken.push(text);
        callback();
      });
    },
  });
  server.on('error', () => {});
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  const mails = () => Promise.all(taken.map((text) => simpleParser(text)));
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { url: `smtp://127.0.0.1:${port}`, mails, accepted: () => taken.length, refusals, close };
}
