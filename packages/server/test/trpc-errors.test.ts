import type { AppRouter, ErrorCode, ErrorData } from '@tocsin/contract';
import { createTRPCClient, httpBatchLink, httpLink, isTRPCClientError } from '@trpc/client';
import superjson from 'superjson';
import { describe, expect, it } from 'vitest';
import { someIncident, type TestApp, testApp } from './app.ts';

/** What a stock client makes of a call that fails, and the answer it made it of. */
async function failureOf(test: TestApp, call: (client: Client) => Promise<unknown>) {
  const answers: { requestId: string | null; status: number; text: string }[] = [];
  const client = clientOf(await test.listen(), async (url, init) => {
    const response = await fetch(url, init);
    answers.push({
      requestId: response.headers.get('x-request-id'),
      status: response.status,
      text: await response.clone().text(),
    });
    return response;
  });
  const error = await call(client).catch((error: unknown) => error);
  if (!isTRPCClientError<AppRouter>(error)) throw new Error('The call did not fail as a tRPC call');
  const [answer] = answers;
  if (!answer) throw new Error('Nothing was sent');
  return { message: error.message, data: error.data, ...answer };
}

type Client = ReturnType<typeof clientOf>;

const clientOf = (url: string, send: typeof fetch) =>
  createTRPCClient<AppRouter>({
    links: [
      httpBatchLink({
        url: `${url}/trpc`,
        transformer: superjson,
        fetch: (input, init) => send(input, init as RequestInit),
      }),
    ],
  });

function expectTyped(
  failure: Awaited<ReturnType<typeof failureOf>>,
  code: ErrorCode,
  httpStatus: number,
): ErrorData {
  const { data, requestId, status, text } = failure;
  if (!data) throw new Error(`The error has no data: ${text}`);
  expect(data).toMatchObject({ code, httpStatus });
  expect(status).toBe(httpStatus);
  expect(requestId).toBeTruthy();
  expect(data.requestId).toBe(requestId);
  expect(text).not.toMatch(/stack|node_modules|\.ts\b|SQLITE|select /i);
  return data;
}

const valid = { title: 'x', severity: 'P1', service: 'a' } as const;
/** Input that the types forbid, as a client in plain JavaScript may send it. */
const forbidden = (input: object) => input as never;

describe('a typed error', () => {
  it('is NOT_FOUND for an id that is not there, on every procedure that takes one', async () => {
    const test = await testApp();
    const id = 'nobody';
    const calls: ((client: Client) => Promise<unknown>)[] = [
      ({ incidents }) => incidents.get.query({ id }),
      ({ incidents }) => incidents.update.mutate({ id, title: 'y' }),
      ({ incidents }) => incidents.replace.mutate({ id, ...valid }),
      ({ incidents }) => incidents.delete.mutate({ id }),
      ({ incidents }) => incidents.addNote.mutate({ id, text: 'y' }),
      ({ incidents }) => incidents.close.mutate({ id }),
      ({ incidents }) => incidents.reopen.mutate({ id }),
      ({ runbooks }) => runbooks.get.query({ id }),
      ({ runbooks }) => runbooks.update.mutate({ id, title: 'y' }),
      ({ runbooks }) => runbooks.replace.mutate({ id, title: 'y' }),
      ({ runbooks }) => runbooks.delete.mutate({ id }),
      ({ runbooks }) => runbooks.revisions.query({ id }),
    ];
    for (const call of calls) {
      const failure = await failureOf(test, call);
      expectTyped(failure, 'NOT_FOUND', 404);
      expect(failure.message).toMatch(/^There is no (incident|runbook) nobody\.$/);
    }
  });

  it('is CONFLICT when a status would go backward', async () => {
    const test = await testApp();
    const { id } = await someIncident(test, { status: 'in_progress' });
    const failure = await failureOf(test, ({ incidents }) =>
      incidents.update.mutate({ id, status: 'acknowledged' }),
    );
    expectTyped(failure, 'CONFLICT', 409);
    expect(failure.message).toContain('Reopen it instead');
  });

  it('is PRECONDITION_FAILED when somebody else was faster, and nothing is changed', async () => {
    const test = await testApp();
    const { id } = await someIncident(test);
    await test.rest('PATCH', `/incidents/${id}`, { title: 'theirs' });
    const failure = await failureOf(test, ({ incidents }) =>
      incidents.update.mutate({ id, title: 'mine', ifVersion: 1 }),
    );
    expectTyped(failure, 'PRECONDITION_FAILED', 412);
    const { body } = await test.rest('GET', `/incidents/${id}`);
    expect(body).toMatchObject({ title: 'theirs', version: 2 });
  });

  it('is UNPROCESSABLE_CONTENT with every fault of the input, and where it is', async () => {
    const test = await testApp();
    const failure = await failureOf(test, ({ incidents }) =>
      incidents.create.mutate(forbidden({ title: 7, severity: 'urgent', colour: 'red' })),
    );
    const { errors } = expectTyped(failure, 'UNPROCESSABLE_CONTENT', 422);
    const msg = expect.any(String) as string;
    expect(errors).toHaveLength(4);
    expect(errors).toEqual(
      expect.arrayContaining([
        { loc: ['input', 'title'], msg, type: 'invalid_type' },
        { loc: ['input', 'severity'], msg, type: 'invalid_value' },
        { loc: ['input', 'service'], msg: 'Field required', type: 'missing' },
        { loc: ['input', 'colour'], msg: 'There is no such field', type: 'extra_forbidden' },
      ]),
    );
    expect((await test.rest('GET', '/incidents')).body).toEqual([]);
  });

  it('names the place inside a list', async () => {
    const failure = await failureOf(await testApp(), ({ runbooks }) =>
      runbooks.create.mutate({ title: 'x', tags: ['fine', ''] }),
    );
    const { errors } = expectTyped(failure, 'UNPROCESSABLE_CONTENT', 422);
    expect(errors?.map(({ loc }) => loc)).toEqual([['input', 'tags', 1]]);
  });

  it('refuses a filter that is not known, rather than to return everything', async () => {
    const failure = await failureOf(await testApp(), ({ incidents }) =>
      incidents.list.query(forbidden({ servce: 'login' })),
    );
    const { errors } = expectTyped(failure, 'UNPROCESSABLE_CONTENT', 422);
    expect(errors).toMatchObject([{ loc: ['input', 'servce'], type: 'extra_forbidden' }]);
  });

  it.each([['text'], [7], [true], [[1, 2]]])(
    'refuses an input that is no object: %j',
    async (x) => {
      const failure = await failureOf(await testApp(), ({ incidents }) =>
        incidents.list.query(x as never),
      );
      expectTyped(failure, 'UNPROCESSABLE_CONTENT', 422);
    },
  );

  it('refuses the richer types of superjson where the contract wants text', async () => {
    const failure = await failureOf(await testApp(), ({ incidents }) =>
      incidents.list.query(forbidden({ from: new Date(0), service: new Set(['a']) })),
    );
    const { errors } = expectTyped(failure, 'UNPROCESSABLE_CONTENT', 422);
    expect(errors?.map(({ loc }) => loc.join('.')).toSorted()).toEqual([
      'input.from',
      'input.service',
    ]);
  });

  it('is NOT_FOUND for a procedure that is not there', async () => {
    const failure = await failureOf(await testApp(), async ({ incidents }) => {
      const procedures = incidents as unknown as Record<string, Client['incidents']['list']>;
      return procedures['closeAll']?.query();
    });
    expectTyped(failure, 'NOT_FOUND', 404);
    expect(failure.message).toContain('incidents.closeAll');
  });

  it('is METHOD_NOT_SUPPORTED for a mutation that is sent as a query', async () => {
    const test = await testApp();
    const { id } = await someIncident(test);
    const failure = await failureOf(test, ({ incidents }) =>
      (incidents.delete as unknown as Client['incidents']['get']).query({ id }),
    );
    expectTyped(failure, 'METHOD_NOT_SUPPORTED', 405);
    expect((await test.rest('GET', `/incidents/${id}`)).status).toBe(200);
  });

  it('is PAYLOAD_TOO_LARGE for a body over the limit, and nothing is stored', async () => {
    const test = await testApp();
    const failure = await failureOf(test, ({ runbooks }) =>
      runbooks.create.mutate({ title: 'x', content: 'y'.repeat(1024 ** 2) }),
    );
    expect(failure.status).toBe(413);
    expect((await test.rest('GET', '/runbooks')).body).toEqual([]);
    expectTyped(failure, 'PAYLOAD_TOO_LARGE', 413);
  });

  it('keeps the request id that the caller brought', async () => {
    const test = await testApp();
    const client = createTRPCClient<AppRouter>({
      links: [
        httpLink({
          url: `${await test.listen()}/trpc`,
          transformer: superjson,
          headers: { 'X-Request-Id': 'mine-42' },
        }),
      ],
    });
    await expect(client.incidents.get.query({ id: 'nobody' })).rejects.toMatchObject({
      data: { requestId: 'mine-42' },
    });
    expect(test.logged).toContainEqual(expect.objectContaining({ requestId: 'mine-42' }));
  });

  it('says nothing of what went wrong inside, and the log says all of it', async () => {
    const test = await testApp();
    test.storage.write = () => Promise.reject(new Error('the ink has run out'));
    const failure = await failureOf(test, ({ incidents }) => incidents.create.mutate(valid));
    const { requestId } = expectTyped(failure, 'INTERNAL_SERVER_ERROR', 500);
    expect(failure.message).toBe('Something went wrong.');
    expect(failure.text).not.toContain('ink');
    const [line] = test.logged.filter(({ msg }) => msg === 'request failed');
    expect(line).toMatchObject({ level: 'error', requestId, procedure: 'incidents.create' });
    expect(line?.['err']).toMatchObject({
      message: 'the ink has run out',
      stack: expect.stringContaining('trpc-errors.test.ts') as string,
    });
  });
});

describe('a request that no stock client sends', () => {
  async function post(test: TestApp, path: string, payload: string | Buffer, type: string) {
    const answer = await test.app.inject({
      method: 'POST',
      url: `/trpc/${path}`,
      payload,
      headers: { 'content-type': type },
    });
    expect(answer.headers['x-request-id']).toBeTruthy();
    expect(answer.payload).not.toMatch(/stack|node_modules|\.ts\b/);
    return answer;
  }

  it('is refused when it is no JSON', async () => {
    const answer = await post(await testApp(), 'incidents.create', '{"json":', 'application/json');
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({
      error: { json: { data: { code: 'BAD_REQUEST', httpStatus: 400 } } },
    });
  });

  it('is refused when its superjson annotations do not fit its data', async () => {
    const payload = JSON.stringify({ json: { id: 'x' }, meta: { values: { 'a.b.c': ['Date'] } } });
    const answer = await post(await testApp(), 'incidents.close', payload, 'application/json');
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    expect(answer.statusCode).toBeLessThan(500);
  });

  it('cannot reach prototypes through superjson', async () => {
    const payload =
      '{"json":{"title":"x","severity":"P1","service":"a","__proto__":{"polluted":1}},' +
      '"meta":{"values":{"__proto__.polluted":["Date"]}}}';
    const answer = await post(await testApp(), 'incidents.create', payload, 'application/json');
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    expect(answer.statusCode).toBeLessThan(500);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('is refused for a media type that is not taken', async () => {
    const answer = await post(await testApp(), 'incidents.create', 'a: b', 'application/yaml');
    expect(answer.statusCode).toBe(415);
  });

  it('cannot bring a form, of whatever size', async () => {
    const body = new FormData();
    body.set('title', 'y'.repeat(2 * 1024 ** 2));
    const url = `${await (await testApp()).listen()}/trpc/incidents.create`;
    expect((await fetch(url, { method: 'POST', body })).status).toBe(415);
  });
});
