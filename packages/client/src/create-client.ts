import { TocsinError } from './errors.ts';
import { failureOf, mayPass } from './failure.ts';
import { type Kind, kinds, mutation, query, subscription } from './generated/kinds.ts';
import type { Tocsin } from './generated/tocsin.ts';
import { sharing, unlessAborted } from './in-flight.ts';
import { LONGEST_URL, wire } from './links.ts';
import { live } from './live.ts';
import type { CallOptions, ClientOptions, WatchOptions } from './options.ts';
import { pause, waitAfter } from './pause.ts';

type Procedure = (input?: object, options?: CallOptions & WatchOptions) => unknown;

/**
 * A client of one server. It holds no connection of its own, so there is nothing to close.
 *
 * Calls reject with a `TocsinError`. Those made in the same moment travel as one request; a query
 * that is under way already is not sent again; a query that failed for a reason that may pass is
 * repeated, a mutation never.
 */
export function createClient(options: ClientOptions): Tocsin {
  const calls = callsOf(options);
  const features = Object.entries(kinds).map(([feature, procedures]) => {
    const functions = Object.entries(procedures).map(([name, kind]) => {
      const path = `${feature}.${name}`;
      return [name, Object.defineProperty(calls[kind](path), 'name', { value: path })] as const;
    });
    return [feature, Object.fromEntries(functions)] as const;
  });
  // Safe: the table and the types are generated from one contract.
  return Object.fromEntries(features) as unknown as Tocsin;
}

/** How a procedure is called, by what it does. */
function callsOf(options: ClientOptions): Record<Kind, (path: string) => Procedure> {
  const { call, connect } = wire(options);
  const share = sharing();

  async function read(path: string, input: object, retries: number, signal: AbortSignal) {
    for (let failures = 0; ; failures += 1) {
      try {
        return await call('query', path, input, signal);
      } catch (thrown) {
        const failure = failureOf(thrown);
        if (failures >= retries || signal.aborted || !mayPass(failure)) throw failure;
        await pause(waitAfter(failures, failure), signal);
      }
    }
  }

  return {
    [query]:
      (path) =>
      (input = {}, { signal, retries = options.retries ?? 3 } = {}) => {
        const text = JSON.stringify(input);
        return share(`${path} ${retries} ${text}`, signal, (signal) => {
          refuseTooLong(path, text);
          return read(path, input, retries, signal);
        });
      },
    [mutation]:
      (path) =>
      async (input = {}, { signal } = {}) => {
        signal?.throwIfAborted();
        const answer = call('mutation', path, input, signal);
        return unlessAborted(answer, signal).catch((thrown: unknown) => {
          throw signal?.aborted ? thrown : failureOf(thrown);
        });
      },
    [subscription]:
      (path) =>
      (input = {}, options = {}) =>
        live(connect(path), input, options),
  };
}

/** A query travels in the URL. */
function refuseTooLong(path: string, input: string): void {
  const { length } = encodeURIComponent(input);
  const most = LONGEST_URL - 500;
  if (length <= most) return;
  const message = `The input of ${path} is too long: ${length} characters in a URL, ${most} at most.`;
  throw new TocsinError('PAYLOAD_TOO_LARGE', message, { status: 413 });
}
