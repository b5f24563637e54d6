import { spawn } from 'node:child_process';

/**
 * Runs a program to its end, or for so many milliseconds, and answers what it wrote to its standard
 * output. Rejects when it fails, with all that it said.
 */
export function run(
  command: string,
  args: readonly string[],
  { cwd, endAfter }: { cwd?: string; endAfter?: number } = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.once('error', reject);
    const timer = endAfter === undefined ? undefined : setTimeout(() => child.kill(), endAfter);
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      if (code === 0 || (timer && signal === 'SIGTERM')) resolve(output);
      else
        reject(new Error(`${command} ${args.join(' ')} ended with ${code}:\n${output}\n${said}`));
    });
  });
}
