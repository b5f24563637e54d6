import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { postJson } from './post.ts';

async function receiver(listener: RequestListener): Promise<string> {
  const server: Server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
}

const answering = (status: number, headers: Record<string, string> = {}, said = '') =>
  receiver((_request, response) => void response.writeHead(status, headers).end(said));

test('posts the text as it is, as JSON, and says who it is', async () => {
  let seen: { request: IncomingMessage; body: Promise<string> } | undefined;
  const url = await receiver((request, response) => {
    response.end('thanks');
    seen = { request, body: text(request) };
  });
  const body = '{ "title": "Zürich ist \\u0000 weg" }';
  const outcome = await postJson({ url, body, headers: { 'webhook-id': 'm1' } });
  expect(outcome).toEqual({ outcome: 'delivered', status: 200, detail: 'HTTP 200 OK: thanks' });
  expect(await seen?.body).toBe(body);
  expect(seen?.request.method).toBe('POST');
  expect(seen?.request.headers).toMatchObject({
    'content-type': 'application/json',
    'webhook-id': 'm1',
    'user-agent': expect.stringMatching(/^Tocsin\/\d+\.\d+\.\d+/),
  });
});

test.each([200, 201, 202, 204])('%i is delivered', async (status) => {
  const url = await answering(status);
  expect(await postJson({ url, body: '{}' })).toMatchObject({ outcome: 'delivered', status });
});

test.each([408, 425, 429, 500, 502, 503, 504])('%i is tried again', async (status) => {
  const url = await answering(status);
  const outcome = await postJson({ url, body: '{}' });
  expect(outcome).toMatchObject({ outcome: 'retry', status });
  expect(outcome).not.toHaveProperty('retryAfterMs');
});

test.each([400, 401, 403, 404, 413, 422])('%i is given up', async (status) => {
  const url = await answering(status, {}, 'no\nsuch   hook');
  const outcome = await postJson({ url, body: '{}' });
  expect(outcome).toMatchObject({ outcome: 'gaveUp', status, isGone: false });
  expect(outcome.detail).toMatch(/^HTTP 4\d\d .*: no such hook$/);
});

test('410 says that it is gone', async () => {
  const url = await answering(410);
  const outcome = await postJson({ url, body: '{}' });
  expect(outcome).toMatchObject({
    outcome: 'gaveUp',
    isGone: true,
    detail: 'It is gone. HTTP 410 Gone',
  });
});

test('a redirect is not followed', async () => {
  let wasFollowed = false;
  const target = await receiver((_request, response) => {
    wasFollowed = true;
    response.end();
  });
  for (const status of [301, 302, 307, 308]) {
    const url = await answering(status, { location: target });
    expect(await postJson({ url, body: '{}' })).toMatchObject({ outcome: 'gaveUp', status });
  }
  expect(wasFollowed).toBe(false);
});

test('Retry-After is read in seconds and as a date', async () => {
  const now = Date.parse('2026-03-01T08:00:00.000Z');
  const after = async (value: string) => {
    const url = await answering(429, { 'retry-after': value });
    const outcome = await postJson({ url, body: '{}', now });
    return outcome.outcome === 'retry' ? outcome.retryAfterMs : 'not a retry';
  };
  expect(await after('120')).toBe(120_000);
  expect(await after('0')).toBe(0);
  expect(await after('Sun, 01 Mar 2026 08:05:00 GMT')).toBe(300_000);
  expect(await after('Sun, 01 Mar 2026 07:00:00 GMT')).toBe(0);
  for (const nonsense of ['soon', '-5', '1.5', '2026-03-01'])
    expect(await after(nonsense)).toBeUndefined();
});

test('an answer without end is read for its first kilobyte, as one line without control characters', async () => {
  const closed = Promise.withResolvers<void>();
  const url = await receiver((_request, response) => {
    response.writeHead(500);
    const more = setInterval(() => response.write('x\0\u001b[31m\r\n'.repeat(500)), 1);
    response.on('close', () => {
      clearInterval(more);
      closed.resolve();
    });
  });
  const outcome = await postJson({ url, body: '{}', timeoutMs: 5_000 });
  expect(outcome).toMatchObject({ outcome: 'retry', status: 500 });
  expect(outcome.detail.length).toBeLessThan(1100);
  expect(outcome.detail).toMatch(/^[\u0020-\u007e]+$/);
  await closed.promise;
});

test('a receiver that says nothing is given up on after the timeout, and tried again', async () => {
  const url = await receiver(() => {});
  const outcome = await postJson({ url, body: '{}', timeoutMs: 100 });
  expect(outcome).toEqual({
    outcome: 'retry',
    status: undefined,
    detail: 'No answer within 0.1 s.',
  });
});

test('a status counts though what follows it never ends', async () => {
  const url = await receiver((_request, response) => void response.writeHead(200).write('so far'));
  const outcome = await postJson({ url, body: '{}', timeoutMs: 200 });
  expect(outcome).toEqual({ outcome: 'delivered', status: 200, detail: 'HTTP 200 OK: so far' });
});

test('what the network does is tried again, and named', async () => {
  const cut = await receiver((request) => request.socket.destroy());
  expect(await postJson({ url: cut, body: '{}' })).toMatchObject({
    outcome: 'retry',
    status: undefined,
  });
  const refused = await postJson({ url: 'http://127.0.0.1:1/', body: '{}' });
  expect(refused).toMatchObject({
    outcome: 'retry',
    detail: expect.stringMatching(/^No answer: /),
  });
  const nowhere = await postJson({ url: 'http://nobody.invalid/', body: '{}' });
  expect(nowhere).toMatchObject({
    outcome: 'retry',
    detail: expect.stringContaining('nobody.invalid'),
  });
});

test.each(['not a url', 'ftp://example.com/', 'file:///etc/passwd', 'http://me:pw@127.0.0.1/'])(
  'the URL %s is given up on without a try',
  async (url) => {
    expect(await postJson({ url, body: '{}' })).toMatchObject({ outcome: 'gaveUp', isGone: false });
  },
);

test('whoever aborts gets the reason thrown, before and while it waits', async () => {
  const url = await receiver(() => {});
  const before = AbortSignal.abort(new Error('stopped before'));
  await expect(postJson({ url, body: '{}', signal: before })).rejects.toThrow('stopped before');
  const controller = new AbortController();
  setTimeout(() => controller.abort(new Error('stopped')), 50);
  await expect(postJson({ url, body: '{}', signal: controller.signal })).rejects.toThrow('stopped');
});
