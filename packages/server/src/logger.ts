import { type DestinationStream, type Logger, pino } from 'pino';
import pretty from 'pino-pretty';
import type { Config } from './config.ts';

const secretNames = ['authorization', 'cookie', 'password', 'secret', 'token', 'apiKey'];

/** JSON lines on standard output, or lines for people; what is named like a secret is left out. */
export function createLogger(
  { logLevel, logFormat }: Pick<Config, 'logLevel' | 'logFormat'>,
  destination?: DestinationStream,
): Logger {
  const options = {
    level: logLevel,
    base: null,
    timestamp: timeMember(),
    formatters: { level: (label: string) => ({ level: label }) },
    redact: {
      paths: secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
      censor: '[redacted]',
    },
  };
  if (logFormat === 'json') return pino(options, destination ?? standardOutput());
  const stream = destination ?? process.stdout;
  return pino(
    options,
    pretty({ destination: stream, ignore: 'requestId', singleLine: true, sync: true }),
  );
}

/** A write for each line would cost as much as the request it tells of. Flushed when the process ends. */
function standardOutput(): DestinationStream {
  const destination = pino.destination({ sync: false, minLength: 4096, periodicFlush: 100 });
  // Each notification that is a line waits for it to be written; there are as many as jobs run at once.
  destination.setMaxListeners(0);
  return destination;
}

/** Lines of one millisecond share the text of their time: to make it is a tenth of what a line costs. */
function timeMember(): () => string {
  let at = 0;
  let member = '';
  return () => {
    const now = Date.now();
    if (now !== at) {
      at = now;
      member = `,"time":"${new Date(now).toISOString()}"`;
    }
    return member;
  };
}
