import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished } from 'vitest';
import type { DatabaseConfig } from '../src/config.ts';
import { urlOf } from './database.ts';

const script = fileURLToPath(new URL('jobs-worker.ts', import.meta.url));

export interface JobsWorker {
  /** What it has said so far, line by line. */
  lines(): string[];
  /** Sends a signal and waits for the end. */
  stop(signal: NodeJS.Signals): Promise<void>;
}

/** A process of its own that runs errands; killed when the test ends. See `jobs-worker.ts`. */
export async function jobsWorker(database: DatabaseConfig, leaseSeconds = 15): Promise<JobsWorker> {
  const child = spawn(process.execPath, [script, urlOf(database), String(leaseSeconds)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  }
  const ended = once(child, 'close');
  const lines = () => said.split('\n').slice(0, -1);
  await expect.poll(lines, { timeout: 20_000 }).toContain('ready');
  return {
    lines,
    async stop(signal) {
      child.kill(signal);
      await ended;
    },
  };
}
