import { VERSION } from '../config.ts';
import { retryAfterOf } from './retry-after.ts';

export interface Post {
  url: string;
  /** The JSON text, for a signature is of just these characters. */
  body: string;
  headers?: Readonly<Record<string, string>>;
  /** Aborted when nobody waits for the answer any more, such as the signal of a job. */
  signal?: AbortSignal;
  timeoutMs?: number;
  /** What a date in `Retry-After` is compared with. */
  now?: number;
}

interface Answer {
  /** `undefined` when there was no answer. */
  status: number | undefined;
  /** For people: what the other side said, or what went wrong. One line of at most about 1 KB. */
  detail: string;
}

/**
 * `delivered`: 2xx. `retry`: it may go well later. `gaveUp`: it will not, until somebody changes
 * something; `isGone` when the other side says so by 410.
 */
export type PostOutcome =
  | (Answer & { outcome: 'delivered' })
  | (Answer & { outcome: 'retry'; retryAfterMs?: number })
  | (Answer & { outcome: 'gaveUp'; isGone: boolean });

const TIMEOUT_MS = 10_000;
const DETAIL_BYTES = 1024;
/** Timeout, Too Early, Too Many Requests: they blame the moment, not what was sent. */
const passing = new Set([408, 425, 429]);

/**
 * Posts JSON to somebody else's server. It does not throw for what that server or the network does,
 * only when `signal` is aborted: its reason. Redirects are not followed: a signed body goes where it
 * was meant to go, or nowhere.
 */
export async function postJson(post: Post): Promise<PostOutcome> {
  const { url, body, headers, signal, timeoutMs = TIMEOUT_MS } = post;
  const unusable = whyUnusable(url);
  if (unusable !== undefined) {
    return { outcome: 'gaveUp', isGone: false, status: undefined, detail: unusable };
  }
  // By real time: what it bounds is the other side's work, which no clock of ours moves.
  const timeout = AbortSignal.timeout(timeoutMs);
  const either = signal ? AbortSignal.any([signal, timeout]) : timeout;
  try {
    const response = await fetch(url, {
      method: 'POST',
      body,
      redirect: 'manual',
      signal: either,
      headers: {
        'content-type': 'application/json',
        'user-agent': `Tocsin/${VERSION}`,
        ...headers,
      },
    });
    const said = await beginningOf(response);
    signal?.throwIfAborted();
    return outcomeOf(response, said, post.now ?? Date.now());
  } catch (error) {
    signal?.throwIfAborted();
    const detail = timeout.aborted ? `No answer within ${timeoutMs / 1000} s.` : reasonOf(error);
    return { outcome: 'retry', status: undefined, detail };
  }
}

function whyUnusable(url: string): string | undefined {
  if (!URL.canParse(url)) return 'The URL cannot be read.';
  const { protocol, username, password } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:') return 'The URL is not http or https.';
  return username || password ? 'The URL has a user or password in it.' : undefined;
}

function outcomeOf(response: Response, said: string, now: number): PostOutcome {
  const { status, statusText, headers } = response;
  const title = `HTTP ${status} ${statusText}`.trim();
  const detail = said === '' ? title : `${title}: ${said}`;
  if (status >= 200 && status < 300) return { outcome: 'delivered', status, detail };
  if (status >= 500 || passing.has(status)) {
    const retryAfterMs = retryAfterOf(headers.get('retry-after'), now);
    return {
      outcome: 'retry',
      status,
      detail,
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    };
  }
  if (status === 410) {
    return { outcome: 'gaveUp', isGone: true, status, detail: `It is gone. ${detail}` };
  }
  const isRedirect = status >= 300 && status < 400;
  const why = isRedirect ? `Redirects are not followed. ${detail}` : detail;
  return { outcome: 'gaveUp', isGone: false, status, detail: why };
}

/** The first of what is said, in one line; the rest is not waited for. */
async function beginningOf({ body }: Response): Promise<string> {
  if (!body) return '';
  const reader: ReadableStreamDefaultReader<Uint8Array> = body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    while (length < DETAIL_BYTES) {
      const { done, value } = await reader.read();
      if (done) break;
      chunks.push(value);
      length += value.byteLength;
    }
  } catch {
    // The status is the answer; what explains it may be cut short.
  }
  void reader.cancel().catch(() => {});
  return oneLine(Buffer.concat(chunks).subarray(0, DETAIL_BYTES).toString());
}

/** Without control characters, which a log, a terminal or PostgreSQL would not take as text. */
const oneLine = (text: string): string =>
  text.replace(/[\s\u0000-\u001f\u007f-\u009f\ufffd]+/g, ' ').trim();

/** `fetch` says no more than that it failed; what happened is its cause. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  // Both addresses of a name were tried, and the message of the two is empty.
  const first = cause instanceof AggregateError ? cause.errors[0] : cause;
  const text = first instanceof Error ? first.message : String(first);
  return oneLine(`No answer: ${text}`).slice(0, DETAIL_BYTES);
}
