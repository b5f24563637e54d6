import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Message } from '../contenders/serve.ts';

const entry = fileURLToPath(new URL('server.ts', import.meta.url));

export interface RunningServer {
  url: string;
  /** Processor time used so far, in microseconds. */
  cpu(): Promise<number>;
  stop(): Promise<void>;
}

/** Starts the server over a database. Its log lines are made and thrown away. */
export async function startServer(databaseUrl: string): Promise<RunningServer> {
  const child = fork(entry, [databaseUrl], {
    env: { NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  const told = async (): Promise<Message> => {
    const first = await Promise.race([once(child, 'message'), ended.then(() => undefined)]);
    if (!first) throw new Error('The server has ended.');
    return first[0] as Message;
  };
  const first = await told();
  if (!('url' in first)) throw new Error('The server did not say where it listens.');
  return {
    url: first.url,
    async cpu() {
      child.send('cpu');
      const message = await told();
      if (!('cpu' in message)) throw new Error('The server did not say what it used.');
      return message.cpu.user + message.cpu.system;
    },
    async stop() {
      child.disconnect();
      await ended;
    },
  };
}
