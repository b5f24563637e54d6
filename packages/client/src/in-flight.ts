interface Flight {
  answer: Promise<unknown>;
  callers: number;
  controller: AbortController;
}

/** Starts a request, unless the same one is under way; ends it when nobody waits for it any more. */
export type Share = (
  key: string,
  signal: AbortSignal | undefined,
  start: (signal: AbortSignal) => Promise<unknown>,
) => Promise<unknown>;

/** Calls with the same key at the same time are one request. */
export function sharing(): Share {
  const flights = new Map<string, Flight>();

  function join(key: string, start: (signal: AbortSignal) => Promise<unknown>): Flight {
    const underWay = flights.get(key);
    if (underWay) return underWay;
    const controller = new AbortController();
    const flight: Flight = { answer: start(controller.signal), callers: 0, controller };
    const land = () => flights.get(key) === flight && flights.delete(key);
    flight.answer.then(land, land);
    flights.set(key, flight);
    return flight;
  }

  return async (key, signal, start) => {
    signal?.throwIfAborted();
    const flight = join(key, start);
    const isFirst = flight.callers++ === 0;
    try {
      const answer = await unlessAborted(flight.answer, signal);
      // Each caller may change what it got.
      return isFirst ? answer : structuredClone(answer);
    } finally {
      if (--flight.callers === 0) {
        if (flights.get(key) === flight) flights.delete(key);
        flight.controller.abort();
      }
    }
  };
}

/** The same, or a rejection with the signal's reason as soon as it is aborted. */
export async function unlessAborted<T>(
  promise: Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  if (!signal) return promise;
  signal.throwIfAborted();
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(signal.reason);
  signal.addEventListener('abort', abort);
  try {
    return await Promise.race([promise, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
