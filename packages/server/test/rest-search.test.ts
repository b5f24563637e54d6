import type { Incident } from '@tocsin/contract';
import { describe, expect, test } from 'vitest';
import { someIncident, type TestApp, testApp } from './app.ts';

async function find({ rest }: TestApp, q: string, more = ''): Promise<string[]> {
  const path = `/incidents?q=${encodeURIComponent(q)}${more}`;
  const { body, headers, text, status } = await rest<Incident[]>('GET', path);
  if (status !== 200) throw new Error(`${path}: ${text}`);
  expect(headers['x-total-count'], path).toBe(String(body.length));
  return body.map(({ title }) => title);
}

describe('searching incidents', () => {
  test('finds words in any order, and beginnings of words, but not their middles', async () => {
    const app = await testApp();
    const title = 'Checkout answers 502 for customers';
    await someIncident(app, { title, service: 'payments' });
    await someIncident(app, { title: 'Something else', service: 'search' });

    for (const q of [
      'checkout',
      'customers checkout',
      '502 checkout',
      'check',
      'cust ans',
      'c',
      'customers',
      'CHECKOUT,answers!',
      'checkout checkout',
      '  checkout  ',
    ]) {
      expect(await find(app, q), q).toEqual([title]);
    }
    for (const q of ['heckout', 'checkouts', '02', 'checkout missing', 'checkoutanswers']) {
      expect(await find(app, q), q).toEqual([]);
    }
  });

  test('sees no difference in accents, case or width', async () => {
    const app = await testApp();
    const title = 'Überlauf im Café, Größe ２０ ÅNGSTRÖM';
    await someIncident(app, { title });

    for (const q of ['uberlauf', 'ÜBERLAUF', 'u\u0308berlauf', 'cafe', 'größe', '20', 'angstrom']) {
      expect(await find(app, q), q).toEqual([title]);
    }
  });

  test('finds words of other scripts', async () => {
    const app = await testApp();
    await someIncident(app, { title: '決済 が 遅い' });
    await someIncident(app, { title: 'Платёж не проходит' });

    expect(await find(app, '決済')).toEqual(['決済 が 遅い']);
    expect(await find(app, 'платеж')).toEqual(['Платёж не проходит']);
  });

  test('finds long words by long beginnings', async () => {
    const app = await testApp();
    const title = `pod ${'x'.repeat(80)}y`;
    await someIncident(app, { title });

    for (const q of ['x'.repeat(15), 'x'.repeat(16), 'x'.repeat(17), 'x'.repeat(40)]) {
      expect(await find(app, q), q).toEqual([title]);
    }
    expect(await find(app, `${'x'.repeat(20)}z`)).toEqual([]);
  });

  test('looks into service and notes too, and puts what the title has first', async () => {
    const app = await testApp();
    await someIncident(app, { title: 'Redis full', service: 'a' });
    await app.clock.advance(1000);
    await someIncident(app, { title: 'Redis slow', service: 'b' });
    await app.clock.advance(1000);
    const noted = await someIncident(app, { title: 'Login fails', service: 'auth' });
    await app.clock.advance(1000);
    await someIncident(app, { title: 'Timeouts', service: 'redis-cluster' });
    await app.rest('POST', `/incidents/${noted.id}/notes`, { text: 'Probably `redis`.' });

    expect(await find(app, 'redis')).toEqual([
      'Redis slow',
      'Redis full',
      'Timeouts',
      'Login fails',
    ]);
    expect(await find(app, 'redis auth')).toEqual(['Login fails']);
    expect(await find(app, 'redis b')).toEqual(['Redis slow']);
  });

  test('finds what an incident says now', async () => {
    const app = await testApp();
    const { id } = await someIncident(app, { title: 'Old words', service: 'legacy' });
    await app.rest('POST', `/incidents/${id}/notes`, { text: 'remains' });

    await app.rest('PATCH', `/incidents/${id}`, { title: 'New words', service: 'modern' });

    expect(await find(app, 'new modern remains')).toEqual(['New words']);
    expect(await find(app, 'old')).toEqual([]);
    expect(await find(app, 'legacy')).toEqual([]);
  });

  test('finds nothing of an incident that is deleted', async () => {
    const app = await testApp();
    const { id } = await someIncident(app, { title: 'Doomed' });
    await app.rest('POST', `/incidents/${id}/notes`, { text: 'doomed' });
    await app.rest('DELETE', `/incidents/${id}`);
    await someIncident(app, { title: 'Next', service: 'next' });

    expect(await find(app, 'doomed')).toEqual([]);
  });

  test('without a word finds nothing; with nothing at all it does not search', async () => {
    const app = await testApp();
    await someIncident(app, { title: 'One' });

    for (const q of ['!?', '😀', '"', '*', '--', '%']) expect(await find(app, q), q).toEqual([]);
    for (const q of ['', '   ']) expect(await find(app, q), q).toEqual(['One']);
  });

  test('takes the operators of search languages for the words they are', async () => {
    const app = await testApp();
    await someIncident(app, { title: 'NOT found OR lost' });

    expect(await find(app, 'not or')).toEqual(['NOT found OR lost']);
    for (const q of [
      'found AND missing',
      'missing OR found',
      'found NOT gone',
      'NEAR(found gone)',
      '"found gone"',
      'title:found',
      'terms : ^found',
      '=phase:open',
      "'; drop table incidents; --",
    ]) {
      expect(await find(app, q), q).toEqual([]);
    }
  });

  test('takes 200 characters, and no more', async () => {
    const app = await testApp();

    expect(await find(app, 'a '.repeat(100))).toEqual([]);
    expect((await app.rest('GET', `/incidents?q=${'a'.repeat(201)}`)).status).toBe(422);
  });
});

describe('searching together with', () => {
  async function five() {
    const app = await testApp();
    for (const [title, severity, service, status, assignedTo] of [
      ['disk a', 'P2', 'db', 'open', 'Mara'],
      ['disk b', 'P1', 'db', 'resolved', null],
      ['other c', 'P1', 'disk', 'acknowledged', 'Mara'],
      ['disk d', 'P4', 'web', 'resolved', 'Jonas'],
      ['other e', 'P1', 'db', 'open', 'Mara'],
    ] as const) {
      await someIncident(app, { title, severity, service, status, assignedTo });
      await app.clock.advance(60_000);
    }
    return async (more: string) =>
      (await find(app, 'disk', more)).map((title) => title.at(-1)).join('');
  }

  test('filters finds what meets both', async () => {
    const letters = await five();

    expect(await letters('')).toBe('dbac');
    expect(await letters('&status=Open')).toBe('ac');
    expect(await letters('&status=Closed')).toBe('db');
    expect(await letters('&status=acknowledged&status=Closed')).toBe('dbc');
    expect(await letters('&severity=critical')).toBe('bc');
    expect(await letters('&severity=P2&severity=P4')).toBe('da');
    expect(await letters('&service=db')).toBe('ba');
    expect(await letters('&service=db&service=web')).toBe('dba');
    expect(await letters('&assignedTo=Mara')).toBe('ac');
    expect(await letters('&from=2026-03-01T08:01:00Z')).toBe('dbc');
    expect(await letters('&to=2026-03-01T08:01:00Z')).toBe('a');
    expect(await letters('&from=2026-03-01T08:01:00Z&to=2026-03-01T08:03:00Z')).toBe('bc');
    expect(await letters('&status=Open&assignedTo=Mara&severity=P2&service=db')).toBe('a');
    expect(await letters('&status=Open&service=web')).toBe('');
  });

  test('a sort has the order of the sort', async () => {
    const letters = await five();

    expect(await letters('&sort=relevance')).toBe('dbac');
    expect(await letters('&sort=-createdAt')).toBe('dcba');
    expect(await letters('&sort=createdAt')).toBe('abcd');
    expect(await letters('&sort=-updatedAt')).toBe('dcba');
    expect(await letters('&sort=updatedAt')).toBe('abcd');
    expect(await letters('&sort=severity')).toBe('cbad');
    expect(await letters('&sort=severity&status=Open')).toBe('ca');
    expect(await letters('&sort=createdAt&from=2026-03-01T08:01:00Z')).toBe('bcd');
    expect(await letters('&sort=-createdAt&to=2026-03-01T08:03:00Z')).toBe('cba');
  });

  test('filters finds an incident by the values it has now', async () => {
    const app = await testApp();
    const { id } = await someIncident(app, { title: 'disk', severity: 'P3', service: 'old' });
    await app.rest('PATCH', `/incidents/${id}`, {
      severity: 'P1',
      service: 'new',
      assignedTo: 'Mara',
    });
    await app.rest('POST', `/incidents/${id}/close`);

    const now = '&severity=P1&service=new&assignedTo=Mara&status=Closed';
    expect(await find(app, 'disk', now)).toEqual(['disk']);
    for (const before of ['&severity=P3', '&service=old', '&status=Open']) {
      expect(await find(app, 'disk', before), before).toEqual([]);
    }
  });
});
