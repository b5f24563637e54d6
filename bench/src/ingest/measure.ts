import autocannon from 'autocannon';
import type { RunningServer } from './running.ts';
import type { Sender } from './senders.ts';

export interface Ingested {
  alertsPerSecond: number;
  /** From the request to its answer, all connections busy. */
  p50Ms: number;
  p99Ms: number;
  /** Processor time of the server for one alert, in microseconds. */
  cpuMicros: number;
}

const WARM_UP_SECONDS = 2;

/** Sends as fast as answers come, on every connection. Throws when an answer is no success. */
export async function measureIngest(
  server: RunningServer,
  sender: Sender,
  { connections, seconds, next }: { connections: number; seconds: number; next: () => number },
): Promise<Ingested> {
  await send(server.url, sender, { connections, seconds: WARM_UP_SECONDS, next });
  const before = await server.cpu();
  const { latencies, duration } = await send(server.url, sender, { connections, seconds, next });
  const used = (await server.cpu()) - before;
  latencies.sort((a, b) => a - b);
  const alerts = latencies.length * sender.alertsEach;
  return {
    alertsPerSecond: alerts / duration,
    p50Ms: percentile(latencies, 0.5),
    p99Ms: percentile(latencies, 0.99),
    cpuMicros: used / alerts,
  };
}

/** Sends for so many seconds. */
export async function send(
  url: string,
  { path, bodyOf }: Sender,
  { connections, seconds, next }: { connections: number; seconds: number; next: () => number },
) {
  const latencies: number[] = [];
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const setupRequest = (request: autocannon.Request) => ({
      ...request,
      body: JSON.stringify(bodyOf(next())),
    });
    const headers = { 'content-type': 'application/json' };
    const run = autocannon(
      {
        url,
        connections,
        duration: seconds,
        // A slow engine has every connection wait for one writing of its file.
        timeout: 60,
        requests: [{ method: 'POST', path, headers, setupRequest }],
      },
      (error, done) => (error ? reject(error as Error) : resolve(done)),
    );
    run.on('response', (_client, _status, _bytes, milliseconds) => latencies.push(milliseconds));
  });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${path}: ${result.non2xx} were refused, ${result.errors} failed.`);
  }
  return { latencies, duration: result.duration };
}

export const percentile = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
