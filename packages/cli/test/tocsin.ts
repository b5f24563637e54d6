import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const start = fileURLToPath(new URL('../start.js', import.meta.url));

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface Running {
  child: ChildProcess;
  stdout(): string;
  stderr(): string;
  ended: Promise<Ended>;
  /** Waits until what it wrote to standard output fits; rejects when it ends before. */
  wrote(pattern: RegExp): Promise<RegExpExecArray>;
}

export interface Options {
  environment?: Record<string, string>;
  cwd?: string;
  stdin?: string;
  /** Standard output and error are a terminal as wide as this, as far as the command can tell. */
  terminal?: number;
}

/** Starts the command as whoever typed it does. */
export function launch(args: readonly string[], options: Options = {}): Running {
  const { environment, cwd = tmpdir(), stdin, terminal } = options;
  const env = {
    PATH: '/usr/bin:/bin',
    ...(terminal === undefined
      ? {}
      : { TERM: 'xterm-256color', NODE_OPTIONS: `--import=${asTerminal(terminal)}` }),
    ...environment,
  };
  const child = spawn(process.execPath, [start, ...args], { env, cwd, stdio: 'pipe' });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => (said[name] += chunk));
  }
  child.stdin.on('error', () => {}).end(stdin ?? '');
  const ended = once(child, 'close').then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as NodeJS.Signals | null,
    ...said,
  }));
  return {
    child,
    stdout: () => said.stdout,
    stderr: () => said.stderr,
    ended,
    wrote: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = pattern.exec(said.stdout);
          if (found) resolve(found);
        };
        child.stdout.on('data', look);
        look();
        void ended.then(() => reject(new Error(`It ended: ${said.stdout}${said.stderr}`)));
      }),
  };
}

/** What the command looks at to know whether people read it. */
function asTerminal(columns: number): string {
  const script = `import { WriteStream } from 'node:tty';
    for (const stream of [process.stdout, process.stderr]) {
    stream.isTTY = true; stream.columns = ${columns}; stream.getColorDepth = WriteStream.prototype.getColorDepth; }`;
  return `data:text/javascript,${encodeURIComponent(script)}`;
}

/** Runs the command to its end; it is killed if it does not end with the test. */
export function tocsin(args: readonly string[], options: Options = {}): Promise<Ended> {
  const running = launch(args, options);
  onTestFinished(() => void running.child.kill('SIGKILL'));
  return running.ended;
}

/** A folder of its own, deleted after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tocsin-cli-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
