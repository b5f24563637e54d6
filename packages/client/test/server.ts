import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const start = fileURLToPath(new URL('../../server/start.js', import.meta.url));

export interface TestServer {
  url: string;
  /** Ends the process by a signal, and waits for its end. */
  stop(signal: NodeJS.Signals): Promise<void>;
  /** Starts it again: the same port, the same database. */
  restart(): Promise<void>;
  /** Ends it for good and removes its database. */
  close(): Promise<void>;
}

/** A real server, in a process of its own, on SQLite in a folder of its own. */
export async function startServer(): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'tocsin-client-'));
  const environment = { DATABASE_URL: `sqlite:${join(folder, 'tocsin.db')}` };
  let { child, url } = await launch({ ...environment, PORT: '0' });
  const { port } = new URL(url);
  const stop = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  };
  return {
    url,
    stop,
    async restart() {
      ({ child, url } = await launch({ ...environment, PORT: port }));
    },
    async close() {
      await stop('SIGKILL');
      await rm(folder, { recursive: true });
    },
  };
}

async function launch(environment: Record<string, string>) {
  const env = { PATH: '', LOG_FORMAT: 'json', ...environment };
  const child: ChildProcess = spawn(process.execPath, [start], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const found = /Tocsin listens on (http:\S+?)"/.exec(output)?.[1];
      if (found !== undefined) resolve(found);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', () => reject(new Error(`The server ended: ${output}`)));
  });
  return { child, url };
}
