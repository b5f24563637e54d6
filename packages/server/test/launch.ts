import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const start = fileURLToPath(new URL('../start.js', import.meta.url));

export interface Launched {
  child: ChildProcess;
  stdout(): string;
  stderr(): string;
  /** What it ended with. */
  ended: Promise<{ code: number | null; stdout: string; stderr: string }>;
  /** The URL it listens on; rejects when it ends before. */
  listening(): Promise<string>;
}

export interface LaunchOptions {
  environment?: Record<string, string>;
  /** The working directory. */
  cwd?: string;
  /** Everything on its standard input. */
  stdin?: string;
}

/** Starts `start.js` as a process of its own. Whoever asks sees to it that it ends. */
export function launch(
  args: readonly string[],
  { environment, cwd, stdin }: LaunchOptions = {},
): Launched {
  const env = { PATH: '', LOG_FORMAT: 'json', PORT: '0', ...environment };
  const child = spawn(process.execPath, [start, ...args], { env, cwd, stdio: 'pipe' });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => (said[name] += chunk));
  }
  child.stdin.on('error', () => {}).end(stdin ?? '');
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...said }));
  return {
    child,
    stdout: () => said.stdout,
    stderr: () => said.stderr,
    ended,
    listening: () =>
      new Promise((resolve, reject) => {
        const look = () => {
          const [, url] = /Tocsin listens on (http:\S+?)"/.exec(said.stdout) ?? [];
          if (url !== undefined) resolve(url);
        };
        child.stdout.on('data', look);
        look();
        void ended.then(() => reject(new Error(`It ended: ${said.stdout}${said.stderr}`)));
      }),
  };
}
