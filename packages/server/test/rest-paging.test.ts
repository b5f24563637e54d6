import type { Incident } from '@tocsin/contract';
import { describe, expect, test } from 'vitest';
import { nextNumber } from '../src/incidents/queries.ts';
import { openIncident } from '../src/incidents/rules.ts';
import { storeNew } from '../src/incidents/store.ts';
import { type Problem, someIncident, type TestApp, testApp } from './app.ts';
import { nextPage, walk } from './rest-walk.ts';

const sorts = ['-createdAt', 'createdAt', '-updatedAt', 'updatedAt', 'severity'];
const severities = ['P2', 'P1', 'P4', 'P1', 'P3', 'P2', 'P1', 'P2', 'P4'];
const titles = (page: Incident[]) => page.map(({ title }) => title);

/** Nine incidents, some of them of the same moment, some changed since. */
async function nineIncidents(): Promise<TestApp> {
  const app = await testApp();
  const made: Incident[] = [];
  for (const [n, severity] of severities.entries()) {
    made.push(await someIncident(app, { title: `disk ${n}`, severity }));
    if (n % 3 === 2) await app.clock.advance(1000);
  }
  for (const n of [4, 0, 7]) {
    await app.rest('POST', `/incidents/${made[n]?.id ?? ''}/notes`, { text: 'note' });
  }
  return app;
}

describe('following the links of a list', () => {
  test.each(['', ...sorts.map((sort) => `sort=${sort}`)])(
    'comes through all of it in order, whatever the limit: %s',
    async (order) => {
      const app = await nineIncidents();
      for (const filter of ['', 'q=disk', 'status=Open&q=disk', 'service=checkout-api']) {
        const query = [order, filter].filter(Boolean).join('&');
        const { body: whole } = await app.rest<Incident[]>('GET', `/incidents?${query}`);
        expect(whole).toHaveLength(9);
        for (const limit of [1, 2, 8, 9]) {
          const pages = await walk<Incident>(app, `/incidents?${query}&limit=${limit}`);
          expect(pages.flat(), `${query} limit ${limit}`).toEqual(whole);
          expect(pages, `${query} limit ${limit}`).toHaveLength(Math.ceil(9 / limit));
        }
      }
    },
  );

  test.each(sorts)(
    'repeats none and misses none while incidents are opened between the pages: %s',
    async (sort) => {
      for (const query of [`sort=${sort}`, `sort=${sort}&q=disk`, `sort=${sort}&status=Open`]) {
        const app = await nineIncidents();
        const { body: before } = await app.rest<Incident[]>('GET', `/incidents?${query}`);

        const pages = await walk<Incident>(app, `/incidents?${query}&limit=2`, async (n) => {
          if (n > 4) return;
          for (const severity of ['P1', 'P4']) {
            await someIncident(app, { title: `disk, opened after page ${n}`, severity });
          }
          await app.clock.advance(500);
        });

        const seen = pages.flat();
        expect(new Set(seen.map(({ id }) => id)).size, query).toBe(seen.length);
        const known = new Set(before.map(({ id }) => id));
        expect(
          seen.filter(({ id }) => known.has(id)),
          query,
        ).toEqual(before);
      }
    },
  );

  test('goes on where it was when the last of the page is deleted', async () => {
    const app = await nineIncidents();
    for (const query of ['sort=createdAt', 'sort=severity', 'q=disk']) {
      const { body: before } = await app.rest<Incident[]>('GET', `/incidents?${query}`);
      const first = await app.rest<Incident[]>('GET', `/incidents?${query}&limit=3`);
      await app.rest('DELETE', `/incidents/${first.body.at(-1)?.id ?? ''}`);

      const { body } = await app.rest<Incident[]>('GET', nextPage(first) ?? '');

      expect(body, query).toEqual(before.slice(3, 6));
    }
  });

  test('keeps the filters, the sort and the limit of the first page', async () => {
    const app = await testApp();
    for (const severity of ['P1', 'P2', 'P1', 'P2', 'P1']) {
      await someIncident(app, { severity, title: 'Why 50% & más?', service: 'a+b' });
    }
    for (const query of [
      'limit=2&severity=critical',
      'severity=P1&severity=P3&limit=2&sort=createdAt',
      'severity=P1&limit=2&service=a%2Bb&q=m%C3%A1s%20why',
      'severity=P1&limit=2&from=2026-03-01T09:00:00%2B01:00',
    ]) {
      const pages = await walk<Incident>(app, `/incidents?${query}`);
      expect(
        pages.map((page) => page.length),
        query,
      ).toEqual([2, 1]);
      expect(new Set(pages.flat().map(({ severity }) => severity)), query).toEqual(new Set(['P1']));
    }
  });

  test('keeps what stands behind a question mark in the query', async () => {
    const app = await testApp();
    for (const severity of ['P1', 'P2', 'P1']) await someIncident(app, { severity, title: 'Why?' });

    const pages = await walk<Incident>(app, '/incidents?q=why?&severity=P1&limit=1');

    expect(pages.map((page) => page.map(({ severity }) => severity))).toEqual([['P1'], ['P1']]);
  });

  test('says the total on every page', async () => {
    const app = await nineIncidents();
    for (const query of ['', 'q=disk&', 'from=2026-01-01&', 'severity=P1&severity=P2&']) {
      const total = query.startsWith('severity') ? '6' : '9';
      const first = await app.rest('GET', `/incidents?${query}limit=4`);
      const second = await app.rest('GET', nextPage(first) ?? '');
      expect(first.headers['x-total-count'], query).toBe(total);
      expect(second.headers['x-total-count'], query).toBe(total);
    }
  });
});

test('more incidents of one moment than it has places for go behind one another', async () => {
  const app = await testApp();
  await store(app, 4097);
  for (const n of [4097, 4098, 4099]) {
    const opened = await app.rest('POST', '/incidents', {
      title: `disk ${n}`,
      severity: 'P1',
      service: 's',
    });
    expect(opened.status, `${n}`).toBe(201);
  }

  const { body } = await app.rest<Incident[]>('GET', '/incidents?limit=4');
  expect(titles(body)).toEqual(['disk 4099', 'disk 4098', 'disk 4097', 'disk 4096']);
});

describe('a limit', () => {
  test('is 100 unless said otherwise', async () => {
    const app = await testApp();
    await store(app, 101);

    const { body, headers } = await app.rest<Incident[]>('GET', '/incidents');

    expect(body).toHaveLength(100);
    expect(headers['x-total-count']).toBe('101');
    expect(headers['link']).toContain('rel="next"');
    expect((await app.rest<Incident[]>('GET', '/incidents?limit=500')).body).toHaveLength(101);
  });

  test('that is no whole number from 1 to 500 is 422', async () => {
    const { rest } = await testApp();
    for (const limit of ['0', '-1', '501', '1.5', 'ten', '', '1e2', '0x10', ' 5', '9'.repeat(30)]) {
      for (const path of ['/incidents', '/runbooks']) {
        const refused = await rest<Problem>('GET', `${path}?limit=${encodeURIComponent(limit)}`);
        expect(refused.status, `${path} ${limit}`).toBe(422);
        expect(refused.body.errors?.[0]?.loc).toEqual(['query', 'limit']);
      }
    }
  });
});

describe('a cursor', () => {
  const cursorIn = (link = '') => /cursor=([^&>]+)/.exec(link)?.[1] ?? '';

  test('of another sort is 422', async () => {
    const app = await nineIncidents();
    const queries = [...sorts.map((sort) => `sort=${sort}`), 'q=disk'];
    for (const from of queries) {
      const { headers } = await app.rest('GET', `/incidents?limit=2&${from}`);
      const cursor = cursorIn(headers['link']);
      for (const to of queries) {
        const answer = await app.rest<Problem>('GET', `/incidents?${to}&cursor=${cursor}`);
        expect(answer.status, `${from} → ${to}`).toBe(from === to ? 200 : 422);
        if (from !== to) expect(answer.body.errors?.[0]?.loc).toEqual(['query', 'cursor']);
      }
    }
  });

  test('of another list is 422', async () => {
    const app = await nineIncidents();
    const { headers } = await app.rest('GET', '/incidents?limit=2');

    const refused = await app.rest('GET', `/runbooks?cursor=${cursorIn(headers['link'])}`);

    expect(refused.status).toBe(422);
  });

  test('that was made up is 422, never a failure', async () => {
    const app = await nineIncidents();
    const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const cursors = [
      '',
      'x',
      '%00',
      'garbage!!',
      "' OR 1=1 --",
      encoded(null),
      encoded([]),
      encoded({}),
      encoded('-createdAt'),
      encoded(['-createdAt']),
      encoded(['-createdAt', 'text']),
      encoded(['-createdAt', 1, 2]),
      encoded(['-createdAt', null]),
      encoded(['-createdAt', [1]]),
      encoded(['__proto__', 1]),
      'x'.repeat(1001),
    ];
    for (const path of ['/incidents', '/incidents?q=disk', '/runbooks', '/runbooks?q=x']) {
      for (const cursor of cursors) {
        const query = `${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`;
        const refused = await app.rest<Problem>('GET', path + query);
        expect(refused.status, path + query).toBe(422);
        expect(refused.body.errors?.[0]?.loc).toEqual(['query', 'cursor']);
      }
    }
  });
});

test('a total of more than 1000 says so, and still all of it can be walked in every order', async () => {
  const app = await testApp();
  const count = 1101;
  await store(app, count);
  const total = async (query: string) => {
    const { headers } = await app.rest('GET', `/incidents?limit=1&${query}`);
    return [headers['x-total-count'], headers['x-total-count-relation']];
  };

  expect(await total('')).toEqual(['1101', 'eq']);
  expect(await total('status=Open')).toEqual(['1101', 'eq']);
  expect(await total('q=disk')).toEqual(['1000', 'gte']);
  expect(await total('from=2026-01-01')).toEqual(['1000', 'gte']);
  expect(await total('q=disk&severity=P1')).toEqual(['551', 'eq']);

  const newestFirst = Array.from({ length: count }, (_, n) => `disk ${count - 1 - n}`);
  const bySeverity = newestFirst.toSorted((a, b) => parity(a) - parity(b));
  for (const sort of ['relevance', ...sorts]) {
    const seen = (await walk<Incident>(app, `/incidents?q=disk&sort=${sort}&limit=500`)).flat();
    const isAscending = sort === 'createdAt' || sort === 'updatedAt';
    const expected = isAscending ? newestFirst.toReversed() : newestFirst;
    expect(titles(seen), sort).toEqual(sort === 'severity' ? bySeverity : expected);
  }
});

const parity = (title: string) => Number(title.slice('disk '.length)) % 2;

/** Many incidents in one transaction: `disk 0`, `disk 1`, … of P1 and P2 in turn. */
async function store({ storage, clock }: TestApp, count: number): Promise<void> {
  const at = new Date(clock.now()).toISOString();
  await storage.write(async (writer) => {
    for (let n = 0; n < count; n += 1) {
      const severity = n % 2 === 0 ? ('P1' as const) : ('P2' as const);
      const input = { title: `disk ${n}`, severity, service: 's', assignedTo: null };
      const identity = { id: `incident-${n}`, number: await nextNumber(writer) };
      const incident = openIncident({ ...input, status: 'open' }, identity, at);
      await storeNew(writer, incident, { actor: 'system', at });
    }
  });
}
