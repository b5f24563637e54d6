import type { Runbook, RunbookRevision } from '@tocsin/contract';
import { describe, expect, test } from 'vitest';
import { type Problem, someRunbook, testApp } from './app.ts';
import { walk } from './rest-walk.ts';

const markdown = '## Steps\n\n- [ ] Drain\n\n```sh\nredis-cli FLUSHALL\n```\n\n> Ünïcode 😀\r\n';

describe('a runbook from its first draft to its end', () => {
  test('is written, found at its Location, changed, replaced and deleted', async () => {
    const { rest, clock } = await testApp();

    const written = await rest<Runbook>('POST', '/runbooks', {
      title: 'Restart the cache',
      tags: ['cache', 'redis'],
      content: markdown,
    });
    expect(written.status).toBe(201);
    expect(written.headers['etag']).toBe('"1"');
    const { id } = written.body;
    expect(written.headers['location']).toBe(`/api/v1/runbooks/${id}`);
    expect(written.body).toEqual({
      id: expect.any(String),
      title: 'Restart the cache',
      tags: ['cache', 'redis'],
      content: markdown,
      createdAt: '2026-03-01T08:00:00.000Z',
      updatedAt: '2026-03-01T08:00:00.000Z',
      version: 1,
    });
    expect((await rest('GET', `/runbooks/${id}`)).body).toEqual(written.body);

    await clock.advance(60_000);
    const patched = await rest<Runbook>('PATCH', `/runbooks/${id}`, { tags: ['redis'] });
    expect(patched.headers['etag']).toBe('"2"');
    expect(patched.body).toEqual({
      ...written.body,
      tags: ['redis'],
      updatedAt: '2026-03-01T08:01:00.000Z',
      version: 2,
    });

    await clock.advance(60_000);
    const replaced = await rest<Runbook>('PUT', `/runbooks/${id}`, { title: 'Cache' });
    expect(replaced.status).toBe(200);
    expect(replaced.body).toEqual({
      ...written.body,
      title: 'Cache',
      tags: [],
      content: '',
      updatedAt: '2026-03-01T08:02:00.000Z',
      version: 3,
    });
    expect((await rest('GET', `/runbooks/${id}`)).body).toEqual(replaced.body);

    expect(await rest('DELETE', `/runbooks/${id}`)).toMatchObject({ status: 204, text: '' });
    for (const [method, below, body] of [
      ['GET', ''],
      ['GET', '/revisions'],
      ['DELETE', ''],
      ['PATCH', '', {}],
      ['PUT', '', { title: 'x' }],
    ] as const) {
      const gone = await rest<Problem>(method, `/runbooks/${id}${below}`, body);
      expect(gone.body, `${method} ${below}`).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    }
  });

  test('needs no more than a title', async () => {
    const { rest } = await testApp();

    const { status, body } = await rest('POST', '/runbooks', { title: 'Later' });

    expect(status).toBe(201);
    expect(body).toMatchObject({ title: 'Later', tags: [], content: '' });
  });

  test('may be sent back whole, by PUT or PATCH; what only the server sets is ignored', async () => {
    const app = await testApp();
    const runbook = await someRunbook(app);
    for (const method of ['PUT', 'PATCH']) {
      const same = await app.rest(method, `/runbooks/${runbook.id}`, {
        ...runbook,
        id: 'another',
        createdAt: 'never',
        updatedAt: 'never',
        version: 9,
      });
      expect(same.status, method).toBe(200);
      expect(same.body, method).toEqual(runbook);
    }
    expect((await app.rest('GET', `/runbooks/${runbook.id}/revisions`)).body).toHaveLength(1);
  });
});

describe('the revisions of a runbook', () => {
  test('keep each text that it had, the newest first', async () => {
    const app = await testApp();
    const { id } = await someRunbook(app, { title: 'One', tags: ['a'], content: 'first' });
    await app.clock.advance(60_000);
    await app.rest('PATCH', `/runbooks/${id}`, { content: 'second' });
    await app.clock.advance(60_000);
    await app.rest('PUT', `/runbooks/${id}`, { title: 'Three', tags: ['b'], content: 'third' });

    const { status, body, headers } = await app.rest('GET', `/runbooks/${id}/revisions`);

    expect(status).toBe(200);
    expect(headers['x-total-count']).toBe('3');
    expect(body).toEqual([
      {
        revision: 3,
        title: 'Three',
        tags: ['b'],
        content: 'third',
        savedAt: '2026-03-01T08:02:00.000Z',
        savedBy: 'anonymous',
      },
      {
        revision: 2,
        title: 'One',
        tags: ['a'],
        content: 'second',
        savedAt: '2026-03-01T08:01:00.000Z',
        savedBy: 'anonymous',
      },
      {
        revision: 1,
        title: 'One',
        tags: ['a'],
        content: 'first',
        savedAt: '2026-03-01T08:00:00.000Z',
        savedBy: 'anonymous',
      },
    ]);
  });

  test('are not made by a refused change', async () => {
    const app = await testApp();
    const { id } = await someRunbook(app);

    await app.rest('PATCH', `/runbooks/${id}`, { title: '' });
    await app.rest('PATCH', `/runbooks/${id}`, { title: 'New' }, { 'if-match': '"7"' });

    const { body } = await app.rest<RunbookRevision[]>('GET', `/runbooks/${id}/revisions`);
    expect(body.map(({ revision }) => revision)).toEqual([1]);
  });

  test('are paged through to the first, also while new ones are made', async () => {
    const app = await testApp();
    const { id } = await someRunbook(app);
    const edit = async (n: number) => {
      await app.rest('PATCH', `/runbooks/${id}`, { content: `text ${n}` });
    };
    for (let n = 2; n <= 7; n += 1) await edit(n);

    const pages = await walk<RunbookRevision>(app, `/runbooks/${id}/revisions?limit=3`, (n) =>
      edit(100 + n),
    );

    expect(pages.map((page) => page.map(({ revision }) => revision))).toEqual([
      [7, 6, 5],
      [4, 3, 2],
      [1],
    ]);
  });

  test('of another runbook are not in the list', async () => {
    const app = await testApp();
    const one = await someRunbook(app, { content: 'mine' });
    await someRunbook(app, { content: 'not mine' });

    const { body } = await app.rest<RunbookRevision[]>('GET', `/runbooks/${one.id}/revisions`);

    expect(body.map(({ content }) => content)).toEqual(['mine']);
  });
});

describe('the list of runbooks', () => {
  const titles = (page: Runbook[]) => page.map(({ title }) => title);

  test('has the last changed first', async () => {
    const app = await testApp();
    const first = await someRunbook(app, { title: 'A' });
    await app.clock.advance(1000);
    await someRunbook(app, { title: 'B' });
    await app.clock.advance(1000);
    await app.rest('PATCH', `/runbooks/${first.id}`, { content: 'changed' });

    const { body, headers } = await app.rest<Runbook[]>('GET', '/runbooks');

    expect(titles(body)).toEqual(['A', 'B']);
    expect(headers).toMatchObject({ 'x-total-count': '2', 'x-total-count-relation': 'eq' });
  });

  test('is paged to its end with none repeated and none missed', async () => {
    const app = await testApp();
    for (let n = 1; n <= 5; n += 1) await someRunbook(app, { title: `Runbook ${n}` });

    for (const query of ['limit=2', 'limit=2&q=runbook', 'limit=2&tag=cache', 'limit=2&q=cache']) {
      const pages = await walk<Runbook>(app, `/runbooks?${query}`, async (n) => {
        await app.clock.advance(1000);
        await someRunbook(app, { title: `Runbook between ${query} ${n}`, tags: [] });
      });
      const seen = titles(pages.flat()).filter((title) => /^Runbook \d$/.test(title));
      expect(seen, query).toEqual([5, 4, 3, 2, 1].map((n) => `Runbook ${n}`));
    }
  });

  test('is searched in title, tags and content, those with it in the title first', async () => {
    const app = await testApp();
    await someRunbook(app, { title: 'Failover of PostgreSQL', tags: [], content: '' });
    await app.clock.advance(1000);
    await someRunbook(app, { title: 'By tag', tags: ['postgresql'], content: '' });
    await app.clock.advance(1000);
    await someRunbook(app, { title: 'By content', tags: [], content: '# Über PostgreSQL\n' });
    await someRunbook(app, { title: 'Another' });
    const found = async (query: string) =>
      titles((await app.rest<Runbook[]>('GET', `/runbooks?${query}`)).body);

    expect(await found('q=postgres')).toEqual(['Failover of PostgreSQL', 'By content', 'By tag']);
    expect(await found('q=POSTGRES%20uber')).toEqual(['By content']);
    expect(await found('q=sql')).toEqual([]);
    expect(await found('q=postgres&tag=postgresql')).toEqual(['By tag']);
    expect((await walk<Runbook>(app, '/runbooks?q=postgres&limit=1')).map(titles)).toEqual([
      ['Failover of PostgreSQL'],
      ['By content'],
      ['By tag'],
    ]);
  });

  test('finds a runbook by what it says now, and not once it is deleted', async () => {
    const app = await testApp();
    const { id } = await someRunbook(app, { title: 'Old', tags: ['old'], content: 'old' });
    await app.rest('PUT', `/runbooks/${id}`, { title: 'New', tags: ['new'], content: 'new' });
    const count = async (query: string) =>
      (await app.rest<Runbook[]>('GET', `/runbooks?${query}`)).body.length;

    expect([await count('q=old'), await count('tag=old')]).toEqual([0, 0]);
    expect([await count('q=new'), await count('tag=new')]).toEqual([1, 1]);
    await app.rest('DELETE', `/runbooks/${id}`);
    expect([await count('q=new'), await count('tag=new'), await count('')]).toEqual([0, 0, 0]);
  });

  test('narrows to one tag, as it is written', async () => {
    const app = await testApp();
    await someRunbook(app, { title: 'One', tags: ['Data base', 'x'] });
    await someRunbook(app, { title: 'Two', tags: ['x', 'x'] });
    const found = async (query: string) => {
      const { body, headers } = await app.rest<Runbook[]>('GET', `/runbooks?${query}`);
      return [titles(body), headers['x-total-count']];
    };

    expect(await found('tag=Data%20base')).toEqual([['One'], '1']);
    expect(await found('tag=x')).toEqual([['Two', 'One'], '2']);
    expect(await found('tag=data%20base')).toEqual([[], '0']);
  });
});
