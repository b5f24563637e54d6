import { fork } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Contender } from './contenders.ts';
import type { Message } from './contenders/serve.ts';

export interface Running extends Contender {
  url: string;
  /** Processor time used so far, in microseconds. */
  cpu(): Promise<number>;
  stop(): Promise<void>;
}

/** Starts a contender over a copy of its own of the database. Its log lines are made and thrown away. */
export async function start(
  contender: Contender,
  { name, folder, database }: { name: string; folder: string; database: string },
): Promise<Running> {
  const path = join(folder, `${name}.db`);
  copyFileSync(database, path);
  const entry = fileURLToPath(new URL(`contenders/${contender.entry}`, import.meta.url));
  const child = fork(entry, [path], {
    env: { NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`${contender.title} ended with code ${String(code)}.`);
  });
  // It ends when it is stopped, too; only somebody who waits for a message wants to know.
  ended.catch(() => {});
  const told = (): Promise<Message> =>
    Promise.race([once(child, 'message').then(([message]) => message as Message), ended]);

  const first = await told();
  if (!('url' in first)) throw new Error(`${contender.title} did not say where it listens.`);
  return {
    ...contender,
    url: first.url,
    async cpu() {
      child.send('cpu');
      const message = await told();
      if (!('cpu' in message)) throw new Error(`${contender.title} did not say what it used.`);
      return message.cpu.user + message.cpu.system;
    },
    async stop() {
      child.disconnect();
      await ended.catch(() => {});
    },
  };
}
