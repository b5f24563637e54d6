import { badResponse, networkError } from './failure.ts';
import type { ClientOptions } from './options.ts';

/** A `fetch` that says who asks, and takes no answer of anybody but Tocsin. */
export function requester({ fetch: given, token }: ClientOptions): typeof fetch {
  return async (input, init) => {
    const headers = new Headers(init?.headers);
    const value = await ask(token);
    if (value !== undefined) headers.set('authorization', `Bearer ${value}`);
    // Not `options.fetch(…)`: browsers want their own to be called without an object.
    const send = given ?? fetch;
    const response = await send(input, { ...init, headers }).catch((cause: unknown) => {
      throw networkError(cause);
    });
    const type = response.headers.get('content-type') ?? '';
    if (!/^(application\/json|text\/event-stream)\b/.test(type)) {
      await response.body?.cancel();
      throw badResponse(response);
    }
    return response;
  };
}

async function ask(token: ClientOptions['token']): Promise<string | undefined> {
  if (typeof token !== 'function') return token;
  try {
    return await token();
  } catch (cause) {
    throw new Error('There is no token: the function that gives it failed.', { cause });
  }
}
