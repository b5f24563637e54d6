import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const start = fileURLToPath(new URL('../start.js', import.meta.url));

export interface ServerProcess {
  url: string;
  child: ChildProcess;
  /** Everything it has written to standard output. */
  output(): string;
  /** Sends a signal and waits for the end; answers the exit code, or `null` when it was killed. */
  stop(signal: NodeJS.Signals): Promise<number | null>;
}

/** A real server process, listening; killed when the test ends. */
export async function startServer(environment: Record<string, string>): Promise<ServerProcess> {
  const { child, output, exited } = run([], { PORT: '0', ...environment });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', () => {
      const found = /Tocsin listens on (http:\S+?)"/.exec(output());
      if (found?.[1]) resolve(found[1]);
    });
    void exited.then(() => reject(new Error(`The server ended: ${output()}`)));
  });
  return {
    url,
    child,
    output,
    async stop(signal) {
      child.kill(signal);
      return (await exited).code;
    },
  };
}

/** Runs `start.js` to its end. */
export async function runToEnd(args: readonly string[], environment: Record<string, string>) {
  const { output, exited } = run(args, environment);
  const { code } = await exited;
  return { code, output: output() };
}

function run(args: readonly string[], environment: Record<string, string>) {
  const env = { PATH: '', LOG_FORMAT: 'json', ...environment };
  const child = spawn(process.execPath, [start, ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const exited = once(child, 'close').then(([code]) => ({ code: code as number | null }));
  return { child, output: () => text, exited };
}
