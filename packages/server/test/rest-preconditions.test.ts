import type { Incident, Runbook } from '@tocsin/contract';
import { describe, expect, test } from 'vitest';
import { type Problem, someIncident, someRunbook, type TestApp, testApp } from './app.ts';

const whole = { title: 'Guarded', severity: 'P1', service: 's' };

/** Every call that `If-Match` guards, each on a thing of its own that is at version 2. */
const guarded: [string, string, string, object?][] = [
  ['incidents', 'PATCH', '', { title: 'Guarded' }],
  ['incidents', 'PUT', '', whole],
  ['incidents', 'DELETE', ''],
  ['incidents', 'POST', '/close'],
  ['incidents', 'POST', '/reopen'],
  ['runbooks', 'PATCH', '', { title: 'Guarded' }],
  ['runbooks', 'PUT', '', { title: 'Guarded' }],
  ['runbooks', 'DELETE', ''],
];

async function atVersionTwo(app: TestApp, feature: string): Promise<string> {
  const { id } =
    feature === 'incidents'
      ? await someIncident(app, { status: 'Closed' })
      : await someRunbook(app, { title: 'One' });
  const { body } = await app.rest<{ version: number }>('PATCH', `/${feature}/${id}`, {
    title: 'Two',
  });
  expect(body.version).toBe(2);
  return `/${feature}/${id}`;
}

describe('If-Match', () => {
  test('of the current version lets every change through', async () => {
    const app = await testApp();
    for (const tag of ['"2"', '*', ' "2" ', '"1", "2"', '"2","7"', 'W/"2", "2"', '"x", *']) {
      for (const [feature, method, below, body] of guarded) {
        const path = await atVersionTwo(app, feature);
        const { status } = await app.rest(method, path + below, body, { 'if-match': tag });
        expect([200, 204], `${method} ${feature}${below} ${tag}`).toContain(status);
      }
    }
  });

  test('of any other tag is 412 and changes nothing', async () => {
    const app = await testApp();
    const tags = ['"1"', '"3"', 'W/"2"', '2', '"two"', '""', '"2', '"2x"', '', '"1", "3"', ','];
    for (const tag of tags) {
      for (const [feature, method, below, body] of guarded) {
        const path = await atVersionTwo(app, feature);
        const { body: before } = await app.rest('GET', path);

        const refused = await app.rest<Problem>(method, path + below, body, { 'if-match': tag });

        expect(refused.status, `${method} ${feature}${below} ${tag}`).toBe(412);
        expect(refused.body).toMatchObject({ code: 'PRECONDITION_FAILED' });
        expect((await app.rest('GET', path)).body).toEqual(before);
      }
    }
  });

  test('on a thing that is not there is 404, whatever the tag', async () => {
    const { rest } = await testApp();
    for (const [feature, method, below, body] of guarded) {
      for (const tag of ['"1"', '*']) {
        const answer = await rest(method, `/${feature}/none${below}`, body, { 'if-match': tag });
        expect(answer.status, `${method} ${feature}${below} ${tag}`).toBe(404);
      }
    }
  });

  test('takes the ETag of the last answer, change after change', async () => {
    const app = await testApp();
    let { headers } = await app.rest<Incident>('POST', '/incidents', whole);
    const path = `/${String(headers['location'])}`;
    for (const [method, below, body] of [
      ['PATCH', '', { title: 'x' }],
      ['PUT', '', whole],
      ['POST', '/notes', { text: 'note' }],
      ['POST', '/close'],
      ['POST', '/reopen'],
    ] as const) {
      const answer = await app.rest(method, path + below, body, {
        'if-match': String(headers['etag']),
      });
      expect([200, 201], `${method} ${below}`).toContain(answer.status);
      ({ headers } = answer);
    }
  });
});

describe('If-None-Match', () => {
  test('of what is still so is 304, without a body', async () => {
    const app = await testApp();
    for (const feature of ['incidents', 'runbooks']) {
      const path = await atVersionTwo(app, feature);
      for (const method of ['GET', 'HEAD']) {
        for (const tag of ['"2"', 'W/"2"', '"1", "2"', '*']) {
          const answer = await app.rest(method, path, undefined, { 'if-none-match': tag });
          expect(answer, `${method} ${feature} ${tag}`).toMatchObject({ status: 304, text: '' });
          expect(answer.headers['etag']).toBe('"2"');
          expect(answer.headers['x-request-id']).toBeTruthy();
        }
      }
    }
  });

  test('of anything else brings what is there now', async () => {
    const app = await testApp();
    for (const feature of ['incidents', 'runbooks']) {
      const path = await atVersionTwo(app, feature);
      for (const tag of ['"1"', 'W/"1"', '"1", "3"', '2', '']) {
        const answer = await app.rest('GET', path, undefined, { 'if-none-match': tag });
        expect(answer.status, `${feature} ${tag}`).toBe(200);
        expect(answer.body).toMatchObject({ version: 2 });
      }
    }
  });
});

describe('twenty callers at once', () => {
  const twenty = Array.from({ length: 20 }, (_, n) => n);

  test('with the same If-Match: exactly one wins, and only its change is there', async () => {
    const app = await testApp();
    for (const [feature, made] of [
      ['incidents', await someIncident(app)],
      ['runbooks', await someRunbook(app)],
    ] as const) {
      const path = `/${feature}/${made.id}`;

      const answers = await Promise.all(
        twenty.map((n) => app.rest('PATCH', path, { title: `by ${n}` }, { 'if-match': '"1"' })),
      );

      const won = answers.flatMap(({ status }, n) => (status === 200 ? [n] : []));
      expect(won).toHaveLength(1);
      expect(answers.filter(({ status }) => status === 412)).toHaveLength(19);
      const { body } = await app.rest('GET', path);
      expect(body).toMatchObject({ title: `by ${won[0]}`, version: 2 });
    }
  });

  test('over sockets of their own, with the same If-Match: exactly one wins', async () => {
    const app = await testApp();
    const { id } = await someIncident(app);
    const url = `${await app.listen()}/api/v1/incidents/${id}`;

    const statuses = await Promise.all(
      twenty.map(async (n) => {
        const answer = await fetch(url, {
          method: 'PATCH',
          headers: { 'content-type': 'application/json', 'if-match': '"1"' },
          body: JSON.stringify({ title: `by ${n}` }),
        });
        await answer.text();
        return answer.status;
      }),
    );

    expect(statuses.toSorted((a, b) => a - b)).toEqual([200, ...statuses.slice(1).fill(412)]);
  });

  test('deleting and changing with the same If-Match: exactly one wins', async () => {
    const app = await testApp();
    const { id } = await someIncident(app);

    const answers = await Promise.all(
      twenty.map((n) =>
        n % 2 === 0
          ? app.rest('DELETE', `/incidents/${id}`, undefined, { 'if-match': '"1"' })
          : app.rest('PATCH', `/incidents/${id}`, { title: `by ${n}` }, { 'if-match': '"1"' }),
      ),
    );

    expect(answers.filter(({ status }) => status < 300)).toHaveLength(1);
  });

  test('without If-Match: every update is applied in full, none half', async () => {
    const app = await testApp();
    const { id } = await someIncident(app);

    const answers = await Promise.all(
      twenty.map((n) =>
        app.rest<Incident>('PATCH', `/incidents/${id}`, {
          title: `title ${n}`,
          service: `service ${n}`,
          assignedTo: `person ${n}`,
        }),
      ),
    );

    for (const [n, { status, body }] of answers.entries()) {
      expect(status).toBe(200);
      expect(body).toMatchObject({
        title: `title ${n}`,
        service: `service ${n}`,
        assignedTo: `person ${n}`,
      });
    }
    const versions = answers.map(({ body }) => body.version);
    expect(versions.toSorted((a, b) => a - b)).toEqual(twenty.map((n) => n + 2));
    const last = answers.find(({ body }) => body.version === 21);
    expect((await app.rest('GET', `/incidents/${id}`)).body).toMatchObject({
      ...last?.body,
      version: 21,
    });
  });

  test('adding notes: every note is there once', async () => {
    const app = await testApp();
    const { id } = await someIncident(app);

    await Promise.all(
      twenty.map((n) => app.rest('POST', `/incidents/${id}/notes`, { text: `note ${n}` })),
    );

    const { body } = await app.rest<Incident>('GET', `/incidents/${id}`);
    expect(new Set(body.notes.map(({ text }) => text))).toEqual(
      new Set(twenty.map((n) => `note ${n}`)),
    );
    expect(body).toMatchObject({ version: 21, notes: { length: 20 } });
  });

  test('opening incidents: each has a number of its own', async () => {
    const app = await testApp();

    const made = await Promise.all(twenty.map((n) => someIncident(app, { title: `i ${n}` })));

    const numbers = made.map(({ number }) => number).toSorted((a, b) => a - b);
    expect(numbers).toEqual(twenty.map((n) => n + 1));
    expect((await app.rest('GET', '/incidents')).headers['x-total-count']).toBe('20');
  });

  test('writing one runbook: every text is a revision', async () => {
    const app = await testApp();
    const { id } = await someRunbook(app);

    const answers = await Promise.all(
      twenty.map((n) => app.rest<Runbook>('PATCH', `/runbooks/${id}`, { content: `text ${n}` })),
    );

    const { body } = await app.rest<{ revision: number; content: string }[]>(
      'GET',
      `/runbooks/${id}/revisions`,
    );
    expect(body).toHaveLength(21);
    for (const { body: saved } of answers) {
      expect(body).toContainEqual(
        expect.objectContaining({ revision: saved.version, content: saved.content }),
      );
    }
  });
});
