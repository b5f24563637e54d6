import { spawn } from 'node:child_process';

export interface RunOptions {
  cwd?: string;
  environment?: Readonly<Record<string, string>>;
  stdin?: string;
  /** It is told to end after so many milliseconds, if it has not by then. */
  endAfter?: number;
}

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** Runs a program to its end. */
export function ended(
  command: string,
  args: readonly string[],
  { cwd, environment, stdin, endAfter }: RunOptions = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    // The environment of whoever packs, which is as good as any user's.
    // oxlint-disable-next-line node/no-process-env
    const env = { ...process.env, ...environment };
    const child = spawn(command, args, { cwd, env, stdio: 'pipe' });
    const said = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (chunk: string) => (said[name] += chunk));
    }
    child.stdin.on('error', () => {}).end(stdin ?? '');
    child.once('error', reject);
    const timer = endAfter === undefined ? undefined : setTimeout(() => child.kill(), endAfter);
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ code, signal, ...said });
    });
  });
}

/**
 * Runs a program to its end, or for as long as it may, and answers what it wrote to its standard
 * output. Rejects when it fails, with all that it said.
 */
export async function run(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  const { code, signal, stdout, stderr } = await ended(command, args, options);
  const wasEnded = options.endAfter !== undefined && signal === 'SIGTERM';
  if (code === 0 || wasEnded) return stdout;
  throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${stdout}\n${stderr}`);
}
