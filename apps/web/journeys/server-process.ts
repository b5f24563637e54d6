import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const start = fileURLToPath(new URL('../../../packages/server/start.js', import.meta.url));

/** A real server on a real database of its own. */
export interface ServerProcess {
  readonly origin: string;
  /** As `kill -9` does it. */
  kill(): Promise<void>;
  /** On the same port and database. */
  start(): Promise<void>;
  /** Runs a command of `start.js` on the database, while the server is down. */
  run(...args: string[]): void;
  /** Asks REST, as a program elsewhere would. */
  api(method: string, path: string, body?: unknown): Promise<unknown>;
  close(): Promise<void>;
}

export async function startServer({ isEmpty = false } = {}): Promise<ServerProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'tocsin-journey-'));
  const environment = {
    PATH: '',
    DATABASE_URL: `sqlite:${join(folder, 'tocsin.db')}`,
    SAMPLE_DATA: String(!isEmpty),
    LOG_FORMAT: 'json',
    LOG_LEVEL: 'info',
  };
  let port = 0;
  let child: ChildProcess | undefined;

  async function launch(): Promise<void> {
    const started = spawn(process.execPath, [start], {
      env: { ...environment, PORT: String(port) },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child = started;
    let text = '';
    port = await new Promise<number>((resolve, reject) => {
      started.stdout.on('data', (chunk: Buffer) => {
        text = (text + chunk.toString()).slice(-20_000);
        const found = /Tocsin listens on http:\/\/127\.0\.0\.1:(\d+)/.exec(text);
        if (found) resolve(Number(found[1]));
      });
      started.once('exit', () => reject(new Error(`The server ended: ${text}`)));
    });
  }

  async function kill(): Promise<void> {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }

  await launch();
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    kill,
    start: launch,
    run(...args) {
      const { status, stderr } = spawnSync(process.execPath, [start, ...args], {
        env: environment,
        encoding: 'utf8',
      });
      if (status !== 0) throw new Error(`start.js ${args.join(' ')}: ${stderr}`);
    },
    async api(method, path, body) {
      const response = await fetch(`${origin}/api/v1${path}`, {
        method,
        ...(body === undefined
          ? {}
          : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
      return text === '' ? undefined : JSON.parse(text);
    },
    async close() {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
