import autocannon from 'autocannon';
import type { OperationName } from './operations.ts';
import type { Running } from './running.ts';

export interface Load {
  operation: OperationName;
  ids: readonly string[];
  connections: number;
  seconds: number;
}

/** What one contender did in one round. */
export interface Sample {
  requestsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** Processor time of the server for one request, in microseconds. */
  cpuMicros: number;
}

/** Asks as fast as answers come, on every connection. Throws when an answer is no success. */
export async function measure(contender: Running, load: Load): Promise<Sample> {
  const { operation, ids, connections, seconds } = load;
  // Taken here, for autocannon's own percentiles are in whole milliseconds.
  const latencies: number[] = [];
  const cpuBefore = await contender.cpu();
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const run = autocannon(
      {
        url: contender.url,
        requests: contender.wire.calls(operation, ids),
        connections,
        duration: seconds,
      },
      (error, done) => (error ? reject(error as Error) : resolve(done)),
    );
    run.on('response', (_client, _status, _bytes, milliseconds) => latencies.push(milliseconds));
  });
  const cpuUsed = (await contender.cpu()) - cpuBefore;
  if (result.non2xx > 0 || result.errors > 0 || latencies.length === 0) {
    throw new Error(
      `${contender.title}, ${operation}: ${result.non2xx} answers were no success, ` +
        `${result.errors} failed, of ${latencies.length}.`,
    );
  }
  latencies.sort((a, b) => a - b);
  return {
    requestsPerSecond: latencies.length / result.duration,
    p50Ms: percentile(latencies, 0.5),
    p99Ms: percentile(latencies, 0.99),
    cpuMicros: cpuUsed / latencies.length,
  };
}

const percentile = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
