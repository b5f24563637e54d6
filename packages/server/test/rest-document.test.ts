import { type Contract, contract, REST_PREFIX, type RestBinding } from '@tocsin/contract';
import { beforeEach, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from './app.ts';
import { placesFor } from './rest-examples.ts';

interface Documented {
  operationId: string;
  parameters?: { name: string; in: string }[];
  requestBody?: { required: boolean; content: Record<string, { example: object }> };
  responses: Record<string, { headers?: object; content?: object }>;
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
const routeOf = (path: string) => path.replace(/\{(\w+)\}/g, ':$1');
/** A path with the same value for each of its names. */
const filledWith = (value: string, path: string) => path.replace(/\{\w+\}/g, value);
/** A route without the names in it: two routes may call the same place by different ones. */
const unnamed = (route: string) => route.replace(/:\w+(\|:\w+)*/g, ':');
const pathOf = (rest: RestBinding) => `${rest.atRoot ? '' : REST_PREFIX}${rest.path}`;

const procedures = Object.entries(contract as Contract).flatMap(([feature, inFeature]) =>
  Object.entries(inFeature).flatMap(([name, procedure]) =>
    procedure.rest ? [{ name: `${feature}.${name}`, procedure, rest: procedure.rest }] : [],
  ),
);

let app: TestApp;
let operations: { method: string; path: string; operation: Documented }[];

beforeEach(async () => {
  app = await testApp();
  const { body } = await app.rest<{ paths: Record<string, Record<string, Documented>> }>(
    'GET',
    '//openapi.json',
  );
  operations = Object.entries(body.paths).flatMap(([path, byMethod]) =>
    Object.entries(byMethod).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      operation,
    })),
  );
});

/** The routes of the app, read from the tree that it draws of them. */
function routes(): { method: string; url: string }[] {
  const segments: string[] = [];
  return app.app
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const [, indent, segment, known] = /^(.*?)[├└]── (\S+) \((.+)\)$/.exec(line) ?? [];
      if (indent === undefined || segment === undefined || known === undefined) return [];
      segments.splice(indent.length / 4, Infinity, segment);
      return known.split(', ').map((method) => ({ method, url: segments.join('') }));
    });
}

describe('the document and the server', () => {
  test('have the same operations as the contract, under the same names', () => {
    const documented = operations.map(
      ({ method, path, operation }) => `${operation.operationId} ${method} ${path}`,
    );
    const promised = procedures.map(({ name, rest }) => `${name} ${rest.method} ${pathOf(rest)}`);

    expect(documented.length).toBeGreaterThan(20);
    expect(documented.toSorted()).toEqual(promised.toSorted());
  });

  test('agree: every operation of the document is a route', () => {
    for (const { method, path } of operations) {
      const isRoute = app.app.hasRoute({ method, url: routeOf(path) });
      expect(isRoute, `${method} ${path}`).toBe(true);
    }
  });

  test('agree: every route is in the document, or is no part of the API', () => {
    const documented = new Set(operations.map(({ path }) => unnamed(routeOf(path))));
    const others = /^(\/openapi\.json|\/docs.*|\/redoc|\/trpc.*|\*)$/;

    const undocumented = routes().filter(
      ({ url }) => !documented.has(unnamed(url)) && !others.test(url),
    );

    expect(routes().length).toBeGreaterThan(operations.length);
    expect(undocumented).toEqual([]);
  });

  test('agree: a method that the document does not have is 405 and says which there are', async () => {
    for (const path of new Set(operations.map((operation) => operation.path))) {
      const documented = operations.filter((o) => o.path === path).map(({ method }) => method);
      for (const method of methods.filter((name) => !documented.includes(name))) {
        const { status, headers } = await app.rest(method, `/${filledWith('x', path)}`);
        expect(status, `${method} ${path}`).toBe(405);
        const allowed = headers['allow']?.split(', ').filter((name) => !/HEAD|OPTIONS/.test(name));
        expect(allowed?.toSorted(), path).toEqual(documented.toSorted());
      }
    }
  });
});

/** A request of the contract's own example, about something that is there. */
async function exampleCall(method: string, path: string) {
  const found = procedures.find(
    ({ rest }) => rest.method === method && pathOf(rest) === path,
  )?.procedure;
  if (!found) throw new Error(`${method} ${path} is not in the contract`);
  const { rawBody = '' } = found.rest ?? {};
  const places = await placesFor(app, path);
  const fields = Object.entries(found.example.input).filter(
    ([name]) => !path.includes(`{${name}}`),
  );
  const query = new URLSearchParams();
  if (method === 'GET' || method === 'DELETE') {
    for (const [name, value] of fields) {
      for (const one of [value].flat()) query.append(name, String(one));
    }
  }
  const hasBody = method !== 'GET' && method !== 'DELETE' && fields.length > 0;
  const body = found.example.input[rawBody] ?? Object.fromEntries(fields);
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => places[name] ?? name);
  return {
    output: found.output,
    url: `/${filled}${query.size > 0 ? `?${query.toString()}` : ''}`,
    body: hasBody ? body : undefined,
  };
}

/** The body as the contract has the output: a list is `items` of its page. */
function outputOf(isPage: boolean, headers: Record<string, string | undefined>, body: unknown) {
  if (!isPage) return body;
  return {
    items: body,
    nextCursor: null,
    total: Number(headers['x-total-count']),
    totalRelation: headers['x-total-count-relation'],
  };
}

/** What answers at once: a stream goes on, and has tests of its own. */
const answering = () =>
  operations.filter(
    ({ operation }) => !('text/event-stream' in (operation.responses['200']?.content ?? {})),
  );

describe('every operation, called with the example of the contract', () => {
  test('answers with the status, headers, media type and body that are documented', async () => {
    for (const { method, path, operation } of answering()) {
      const at = `${method} ${path}`;
      const [success] = Object.keys(operation.responses).filter((status) => status.startsWith('2'));
      const documented = operation.responses[success ?? ''];
      const { output, url, body } = await exampleCall(method, path);

      const answer = await app.rest(method, url, body);

      expect([answer.status, at]).toEqual([Number(success), at]);
      for (const name of Object.keys(documented?.headers ?? {})) {
        if (name !== 'Link')
          expect(answer.headers[name.toLowerCase()], `${at} ${name}`).toBeTruthy();
      }
      const [mediaType] = Object.keys(documented?.content ?? {});
      expect(answer.headers['content-type']?.split(';')[0], at).toBe(mediaType?.split(';')[0]);
      if (mediaType === undefined) {
        expect(answer.text, at).toBe('');
      } else if (mediaType.includes('json')) {
        const isPage = Array.isArray(answer.body);
        if (isPage) expect(answer.body, at).not.toHaveLength(0);
        const said = outputOf(isPage, answer.headers, answer.body);
        expect(output.parse(said), at).toEqual(said);
      } else {
        expect(output.parse(answer.text), at).toBe(answer.text);
      }
    }
  });

  test('takes the request bodies of the document', async () => {
    const withBody = operations.filter(({ operation }) => operation.requestBody);
    expect(withBody.length).toBeGreaterThan(5);
    for (const { method, path, operation } of withBody) {
      for (const [mediaType, { example }] of Object.entries(operation.requestBody?.content ?? {})) {
        const { url } = await exampleCall(method, path);
        const headers = { 'content-type': mediaType };
        const { status, text } = await app.rest(method, url, JSON.stringify(example), headers);
        expect(status, `${method} ${path} ${text}`).toBeLessThan(300);
      }
    }
  });

  test('answers 304 where that is documented', async () => {
    const cached = operations.filter(({ operation }) => '304' in operation.responses);
    const promised = procedures.filter(({ rest }) => rest.method === 'GET' && rest.versioned);
    expect(cached).toHaveLength(promised.length);
    for (const { method, path } of cached) {
      const { url } = await exampleCall(method, path);
      const { headers } = await app.rest(method, url);
      const known = { 'if-none-match': String(headers['etag']) };
      expect((await app.rest(method, url, undefined, known)).status, path).toBe(304);
    }
  });

  test('knows every query parameter and header of the document', async () => {
    for (const { method, path, operation } of operations) {
      const { url, body } = await exampleCall(method, path);
      for (const parameter of operation.parameters ?? []) {
        if (parameter.in === 'query') {
          const separator = url.includes('?') ? '&' : '?';
          const answer = await app.rest(method, `${url}${separator}${parameter.name}=%00`, body);
          expect(answer.text, `${path} ${parameter.name}`).not.toContain('extra_forbidden');
        } else if (parameter.name === 'If-Match') {
          const answer = await app.rest(method, url, body, { 'if-match': '"999"' });
          expect(answer.status, `${method} ${path}`).toBe(412);
        }
      }
    }
  });

  test('fails with no status that is not documented', async () => {
    const json = { 'content-type': 'application/json' };
    for (const { method, path, operation } of answering().filter((o) => o.operation.parameters)) {
      const { url, body } = await exampleCall(method, path);
      const nowhere = `/${filledWith('none', path)}`;
      const attempts: [string, unknown, Record<string, string>][] = [
        [nowhere, body, {}],
        [`${nowhere}?unknown=1`, body, {}],
        [url, body, { 'if-match': '"999"' }],
        [`/${filledWith('%00', path)}`, body, {}],
        [`/${filledWith('x'.repeat(1500), path)}`, body, {}],
      ];
      if (operation.requestBody) {
        attempts.push(
          [url, '{', json],
          [url, 'x', { 'content-type': 'text/plain' }],
          [url, ' '.repeat(1024 ** 2 + 1), json],
          [url, { ...Object(body), status: 'open', unknown: 1 }, {}],
          [url, '[]', json],
        );
      }
      for (const [to, sent, headers] of attempts) {
        const { status } = await app.rest(method, to, sent, headers);
        expect(Object.keys(operation.responses), `${method} ${to}`).toContain(String(status));
      }
    }
  });
});
