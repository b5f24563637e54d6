import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('escalation-worker.ts', import.meta.url));

/** A minute takes four seconds. */
export const FACTOR = 15;

export interface EscalationWorker {
  child: ChildProcess;
  url: string;
  /** Sends a signal and waits for the end. */
  stop(signal: NodeJS.Signals): Promise<void>;
}

export interface WorkerOptions {
  databaseUrl: string;
  /** When the fast time began. */
  origin: number;
  /** Is told of each notification as it is delivered: its id. */
  onDelivery(id: string): void;
}

/** A process of its own in which time runs fast; see `escalation-worker.ts`. */
export async function escalationWorker(options: WorkerOptions): Promise<EscalationWorker> {
  const { databaseUrl, origin, onDelivery } = options;
  const args = [script, databaseUrl, String(origin), String(FACTOR)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'close');
  const ready = Promise.withResolvers<string>();
  let said = '';
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line.startsWith('ready ')) ready.resolve(line.slice('ready '.length));
    const delivery = /"notification_id":"([^"]+)"/.exec(line)?.[1];
    if (delivery !== undefined && line.includes('"msg":"notification"')) onDelivery(delivery);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  void ended.then(() => ready.reject(new Error(`It ended: ${said}`)));
  ready.promise.catch(() => {});
  return {
    child,
    url: await ready.promise,
    async stop(signal) {
      child.kill(signal);
      await ended;
    },
  };
}
