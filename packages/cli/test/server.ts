import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { type Ended, launch, type Options, type Running, tocsin } from './tocsin.ts';

/** A server with sample data, for all tests of a file; started by the command itself. */
export function sharedServer() {
  let server: Running;
  let folder: string;
  let url: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tocsin-server-'));
    ({ server, url } = await serve(folder, '0'));
  });
  afterAll(async () => {
    server.child.kill('SIGTERM');
    await server.ended;
    await rm(folder, { recursive: true, force: true });
  });

  return {
    url: () => url,
    /** Runs a command against it. */
    run: (args: readonly string[], options: Options = {}): Promise<Ended> =>
      tocsin(args, { ...options, environment: { TOCSIN_URL: url, ...options.environment } }),
    /** Runs a command that must succeed, with `--json`. */
    json: async <T>(args: readonly string[], options: Options = {}): Promise<T> => {
      const environment = { TOCSIN_URL: url };
      const { code, stdout, stderr } = await tocsin([...args, '--json'], {
        ...options,
        environment,
      });
      if (code !== 0) throw new Error(`${args.join(' ')}: ${stderr}`);
      return JSON.parse(stdout) as T;
    },
  };
}

/** Serves the database of a folder. */
export async function serve(
  folder: string,
  port: string,
): Promise<{ server: Running; url: string }> {
  const server = launch(['serve'], {
    environment: {
      PORT: port,
      LOG_FORMAT: 'json',
      DATABASE_URL: `sqlite:${join(folder, 'tocsin.db')}`,
    },
    cwd: folder,
  });
  const [, url = ''] = await server.wrote(/Tocsin listens on (http:\S+?)"/);
  return { server, url };
}
