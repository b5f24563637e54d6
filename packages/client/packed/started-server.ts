import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { repository } from './pack.ts';

export interface StartedServer {
  url: string;
  stop(): Promise<void>;
}

/**
 * Starts the server on any free port, with a database in that folder. Where the server's own package
 * is among those installed there, it is that one; else the one of this repository.
 */
export async function startServer(folder: string, isInstalled: boolean): Promise<StartedServer> {
  const start = isInstalled
    ? join(folder, 'node_modules/@tocsin/server/start.js')
    : join(repository, 'packages/server/start.js');
  const child: ChildProcess = spawn(process.execPath, [start], {
    cwd: folder,
    env: { PATH: '', PORT: '0', LOG_FORMAT: 'json', DATABASE_URL: 'sqlite:server.db' },
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
