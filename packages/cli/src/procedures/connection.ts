import { badUsage } from '../exit-codes.ts';

/** The server that is asked, and who asks. */
export interface Connection {
  url: string;
  token: string | undefined;
}

type Procedure = (input: object, options: object) => unknown;

/** One procedure of a server, as a function; the client is loaded when it is needed. */
async function procedureOf(name: string, { url, token }: Connection): Promise<Procedure> {
  if (!/^https?:/.test(url) || !URL.canParse(url)) {
    throw badUsage(`--url: Must be like http://127.0.0.1:8000; not ${JSON.stringify(url)}`);
  }
  if (token !== undefined && !/^[\x21-\x7e]+$/.test(token)) {
    throw badUsage('--token: Must be printable ASCII, without blanks');
  }
  const { createClient } = await import('@tocsin/client');
  // Safe: both are made from one contract; a name that only one of them has is told below.
  const client = createClient({ url, token, retries: 0 }) as unknown as Features;
  const [feature = '', own = ''] = name.split('.');
  const procedure = client[feature]?.[own];
  if (!procedure) throw new Error(`The client of this installation has no ${name}.`);
  return procedure;
}

type Features = Partial<Record<string, Partial<Record<string, Procedure>>>>;

/** Calls a query or a mutation once. */
export async function call(name: string, input: object, connection: Connection): Promise<unknown> {
  const procedure = await procedureOf(name, connection);
  return procedure(input, {});
}

/**
 * The items of a subscription, for as long as they are read. A server that cannot be reached at
 * first is an error; one that is lost later is `told`, and waited for.
 */
export async function* watch(
  name: string,
  input: object,
  connection: Connection,
  told: (state: 'lost' | 'live', reason?: Error) => void,
): AsyncGenerator<unknown, void> {
  const procedure = await procedureOf(name, connection);
  const unreachable = new AbortController();
  let hasBeenLive = false;
  const onState = (state: string, reason?: Error) => {
    if (state === 'lost' && !hasBeenLive) unreachable.abort(reason);
    else if (state === 'lost') told('lost', reason);
    else if (state === 'live') {
      if (hasBeenLive) told('live');
      hasBeenLive = true;
    }
  };
  const items = procedure(input, { signal: unreachable.signal, onState }) as AsyncIterable<unknown>;
  yield* items;
  if (unreachable.signal.aborted) throw unreachable.signal.reason;
}
