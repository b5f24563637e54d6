import { describe, expect, it } from 'vitest';
import { createClient } from '../src/index.ts';
import { connected, item, streamServer } from './stream-server.ts';
import { watch } from './watcher.ts';

const seqs = ({ items }: ReturnType<typeof watch>) => items.map(({ seq }) => seq);

describe('a stream', () => {
  it('is read whatever pieces it comes in, and however its lines end', async () => {
    const { url } = await streamServer(async ({ send }) => {
      await send('event: connec', 'ted\r', '\ndata: {}\r\n\r\n');
      await send('id: 1\r', 'data: {"json":{"seq":1}}\r\r');
      await send(': a comment\n\nevent: ping\ndata: \n\n', 'retry: 10\nunknown: x\n\n');
      await send('id:2\ndata:{"json":\ndata:{"seq":2}}\n', '\n');
      const euro = Buffer.from('id: 3\ndata: {"json":{"seq":3,"actor":"€"}}\n\n');
      await send(euro.subarray(0, 37), euro.subarray(37, 38), euro.subarray(38));
    });
    const watcher = watch(createClient({ url }));
    await expect.poll(() => seqs(watcher)).toEqual([1, 2, 3]);
    expect(watcher.items[2]).toMatchObject({ actor: '€' });
    watcher.stop();
  });

  it('that the server ends in order is the end of the loop', async () => {
    const { url, connections } = await streamServer(async ({ send, end }) => {
      await send(connected(), item('1'), 'event: return\ndata: \n\n');
      end();
    });
    const watcher = watch(createClient({ url }));
    await watcher.done;
    expect(seqs(watcher)).toEqual([1]);
    expect(connections()).toBe(1);
  });

  it('that falls silent is given up, and resumed', async () => {
    const asked: (string | undefined)[] = [];
    const { url } = await streamServer(async ({ input, send }, index) => {
      asked.push(input.lastEventId);
      await send(connected({ reconnectAfterInactivityMs: 300 }));
      if (index === 0) await send(item('1'), item('2'));
      // Resuming repeats the id that it resumes from.
      else await send(item('2'), item('3'));
    });
    const watcher = watch(createClient({ url }));
    await expect.poll(() => seqs(watcher), { timeout: 5_000 }).toEqual([1, 2, 3]);
    expect(asked).toEqual([undefined, '2']);
    expect(watcher.states.slice(0, 4)).toEqual(['connecting', 'live', 'lost', 'live']);
    watcher.stop();
    await watcher.done;
  });

  it('in which the server failed is resumed, and the reason told', async () => {
    const data = { code: 'INTERNAL_SERVER_ERROR', httpStatus: 500, requestId: 'r1' };
    const failure = { json: { message: 'Something went wrong.', code: -32603, data } };
    const { url } = await streamServer(async ({ input, send, end }, index) => {
      if (index === 0) {
        await send(
          connected(),
          item('1'),
          `event: serialized-error\ndata: ${JSON.stringify(failure)}\n\n`,
        );
        end();
      } else {
        await send(connected(), item(input.lastEventId ?? 'none'), item('2'));
      }
    });
    const watcher = watch(createClient({ url }));
    await expect.poll(() => seqs(watcher), { timeout: 5_000 }).toEqual([1, 2]);
    expect(watcher.states).toEqual(['connecting', 'live', 'lost', 'live']);
    expect(watcher.reasons[2]).toMatchObject({ code: 'INTERNAL_SERVER_ERROR', requestId: 'r1' });
    watcher.stop();
  });

  it('is refused for good only after what came before has been read', async () => {
    const data = { code: 'NOT_FOUND', httpStatus: 404, requestId: 'r1' };
    const refusal = { json: { message: 'Gone.', code: -32004, data } };
    const { url } = await streamServer(async ({ send }) => {
      await send(
        connected() +
          item('1') +
          item('2') +
          `event: serialized-error\ndata: ${JSON.stringify(refusal)}\n\n`,
      );
    });
    const changes = createClient({ url }).incidents.watch();
    expect((await changes.next()).value?.seq).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect((await changes.next()).value?.seq).toBe(2);
    await expect(changes.next()).rejects.toMatchObject({ code: 'NOT_FOUND', message: 'Gone.' });
    expect(await changes.next()).toEqual({ done: true, value: undefined });
  });

  it('of another database tells where that stands', async () => {
    const { url } = await streamServer(async ({ send, end }, index) => {
      await send(connected(), item(index === 0 ? '50' : '7'));
      if (index === 0) end();
    });
    const watcher = watch(createClient({ url }));
    await expect.poll(() => seqs(watcher), { timeout: 5_000 }).toEqual([50, 7]);
    watcher.stop();
  });

  it('ends at once when it is left while much of it is unread', async () => {
    const { url } = await streamServer(async ({ send }) => {
      await send(
        connected() + Array.from({ length: 1000 }, (_, i) => item(String(i + 1))).join(''),
      );
    });
    const controller = new AbortController();
    const seen: number[] = [];
    for await (const { seq } of createClient({ url }).incidents.watch({}, controller)) {
      seen.push(seq);
      if (seq === 3) controller.abort();
    }
    expect(seen).toEqual([1, 2, 3]);
  });
});

it('a server that takes the request and never answers is given up after twenty seconds', async () => {
  const hanging = new Set<AbortSignal>();
  const tocsin = createClient({
    url: 'http://127.0.0.1:1',
    // What a firewall does that drops packets: no answer, and no refusal.
    fetch: (_input, init) =>
      new Promise((_resolve, reject) => {
        const signal = init?.signal;
        if (!signal) return;
        hanging.add(signal);
        signal.addEventListener('abort', () => reject(signal.reason as Error));
      }),
  });
  const watcher = watch(tocsin);
  await expect.poll(() => watcher.states, { timeout: 28_000 }).toEqual(['connecting', 'lost']);
  expect(watcher.reasons[1]).toMatchObject({ code: 'NETWORK_ERROR' });
  await expect.poll(() => hanging.size).toBe(2);
  watcher.stop();
  await watcher.done;
  expect([...hanging].map(({ aborted }) => aborted)).toEqual([true, true]);
});
