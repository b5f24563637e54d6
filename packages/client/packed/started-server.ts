import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface StartedServer {
  url: string;
  stop(): Promise<void>;
}

/** Starts a server on any free port, with a database in that folder. */
export async function startServer(
  command: string,
  args: readonly string[],
  folder: string,
): Promise<StartedServer> {
  const child: ChildProcess = spawn(command, args, {
    cwd: folder,
    // The environment of whoever packs, which is as good as any user's.
    // oxlint-disable-next-line node/no-process-env
    env: { ...process.env, PORT: '0', LOG_FORMAT: 'json', DATABASE_URL: 'sqlite:server.db' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const found = /Tocsin listens on (http:\S+?)"/.exec(output)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', () => reject(new Error(`The server ended: ${output}`)));
  });
  return {
    url,
    async stop() {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
}
