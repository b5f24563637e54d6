import type { Incident } from '@tocsin/contract';
import { describe, expect, test } from 'vitest';
import { type Problem, someIncident, testApp } from './app.ts';

type Changed = Incident & { changed: boolean };

describe('an incident from its opening to its end', () => {
  test('is opened with what the server knows filled in', async () => {
    const { rest } = await testApp();

    const { status, headers, body } = await rest<Incident>('POST', '/incidents', {
      title: '  Checkout is slow  ',
      severity: 'P2',
      service: 'checkout-api',
    });

    expect(status).toBe(201);
    expect(headers['location']).toBe(`/api/v1/incidents/${body.id}`);
    expect(headers['etag']).toBe('"1"');
    expect(body).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-/),
      number: 1,
      title: 'Checkout is slow',
      severity: 'P2',
      status: 'Open',
      phase: 'open',
      service: 'checkout-api',
      assignedTo: null,
      createdAt: '2026-03-01T08:00:00.000Z',
      updatedAt: '2026-03-01T08:00:00.000Z',
      acknowledgedAt: null,
      resolvedAt: null,
      mttaSeconds: null,
      mttrSeconds: null,
      snoozedUntil: null,
      mergedInto: null,
      notes: [],
      version: 1,
    });
  });

  test('is found where its Location says, the same as it was answered', async () => {
    const { rest } = await testApp();
    const { headers, body } = await rest<Incident>('POST', '/incidents', {
      title: 'Checkout is slow',
      severity: 'P2',
      service: 'checkout-api',
    });

    const found = await rest<Incident>('GET', `/${String(headers['location'])}`);

    expect(found.status).toBe(200);
    expect(found.headers['etag']).toBe('"1"');
    expect(found.body).toEqual({ ...body, alertCount: 0, alerts: [] });
  });

  test('passes through update, note, close, close again, reopen and deletion', async () => {
    const app = await testApp();
    const { rest, clock } = app;
    const { id } = await someIncident(app);
    const path = `/incidents/${id}`;

    await clock.advance(60_000);
    const updated = await rest<Incident>('PATCH', path, { severity: 'P1', assignedTo: 'Mara' });
    expect(updated.status).toBe(200);
    expect(updated.headers['etag']).toBe('"2"');
    expect(updated.body).toMatchObject({
      severity: 'P1',
      assignedTo: 'Mara',
      title: 'Checkout is slow',
      createdAt: '2026-03-01T08:00:00.000Z',
      updatedAt: '2026-03-01T08:01:00.000Z',
      version: 2,
    });

    await clock.advance(60_000);
    const noted = await rest<Incident>('POST', `${path}/notes`, { text: 'It is *DNS*.' });
    expect(noted.status).toBe(201);
    expect(noted.headers['location']).toBe(`/api/v1${path}`);
    expect(noted.headers['etag']).toBe('"3"');
    expect(noted.body).toMatchObject({ updatedAt: '2026-03-01T08:02:00.000Z', version: 3 });
    expect(noted.body.notes).toEqual([
      {
        id: expect.any(String),
        timestamp: '2026-03-01T08:02:00.000Z',
        author: 'anonymous',
        text: 'It is *DNS*.',
      },
    ]);

    await clock.advance(60_000);
    const closed = await rest<Changed>('POST', `${path}/close`);
    expect(closed.status).toBe(200);
    expect(closed.headers['etag']).toBe('"4"');
    expect(closed.body).toMatchObject({
      changed: true,
      status: 'Closed',
      phase: 'resolved',
      resolvedAt: '2026-03-01T08:03:00.000Z',
      updatedAt: '2026-03-01T08:03:00.000Z',
      version: 4,
    });

    await clock.advance(60_000);
    const closedAgain = await rest<Changed>('POST', `${path}/close`);
    expect(closedAgain.status).toBe(200);
    expect(closedAgain.headers['etag']).toBe('"4"');
    expect(closedAgain.body).toEqual({ ...closed.body, changed: false });

    const reopened = await rest<Changed>('POST', `${path}/reopen`);
    expect(reopened.status).toBe(200);
    expect(reopened.body).toMatchObject({
      changed: true,
      status: 'Open',
      phase: 'open',
      resolvedAt: null,
      updatedAt: '2026-03-01T08:04:00.000Z',
      version: 5,
    });
    const reopenedAgain = await rest<Changed>('POST', `${path}/reopen`);
    expect(reopenedAgain.body).toEqual({ ...reopened.body, changed: false });

    const { changed: _, ...stored } = reopened.body;
    const alone = { alertCount: 0, alerts: [] };
    expect((await rest<Incident>('GET', path)).body).toEqual({ ...stored, ...alone });

    const deleted = await rest('DELETE', path);
    expect(deleted).toMatchObject({ status: 204, text: '' });
    expect(deleted.headers['content-type']).toBeUndefined();
    for (const [method, below, body] of [
      ['GET', ''],
      ['DELETE', ''],
      ['PATCH', '', { title: 'x' }],
      ['PUT', '', { title: 'x', severity: 'P1', service: 'x' }],
      ['POST', '/notes', { text: 'x' }],
      ['POST', '/close'],
      ['POST', '/reopen'],
    ] as const) {
      const gone = await rest<Problem>(method, path + below, body);
      expect(gone.body, `${method} ${below}`).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    }
  });

  test('keeps its notes in the order they were added, with who said them', async () => {
    const app = await testApp();
    const { id } = await someIncident(app);

    for (const [author, text] of [
      ['Mara', 'first'],
      ['Jonas', 'second\n\n```sh\nkubectl get pods\n```'],
      ['Mara', 'third'],
    ]) {
      await app.rest('POST', `/incidents/${id}/notes`, { author, text });
    }

    const { body } = await app.rest<Incident>('GET', `/incidents/${id}`);
    expect(body.notes.map(({ author, text }) => [author, text])).toEqual([
      ['Mara', 'first'],
      ['Jonas', 'second\n\n```sh\nkubectl get pods\n```'],
      ['Mara', 'third'],
    ]);
    expect(body.version).toBe(4);
  });

  test('gets a number that is not used again after a deletion', async () => {
    const app = await testApp();
    await someIncident(app);
    const second = await someIncident(app);
    await app.rest('DELETE', `/incidents/${second.id}`);

    expect((await someIncident(app)).number).toBe(3);
  });

  test('takes texts of any script as they are', async () => {
    const app = await testApp();
    const title = 'Störung 決済 😀 "quoted" \\ <b>';
    const { id } = await someIncident(app, { title, assignedTo: 'Åsa' });

    const { body } = await app.rest<Incident>('GET', `/incidents/${id}`);

    expect(body).toMatchObject({ title, assignedTo: 'Åsa' });
  });
});

describe('an incident sent back whole', () => {
  test('is taken by PUT; what only the server sets is ignored', async () => {
    const app = await testApp();
    const { id } = await someIncident(app);
    const noted = await app.rest<Incident>('POST', `/incidents/${id}/notes`, { text: 'kept' });
    await app.clock.advance(60_000);

    const { status, body } = await app.rest<Incident>('PUT', `/incidents/${id}`, {
      ...noted.body,
      title: 'Checkout is down',
      id: 'another',
      number: 77,
      createdAt: '1999-01-01T00:00:00.000Z',
      updatedAt: 'never',
      acknowledgedAt: 'never',
      resolvedAt: 'never',
      notes: [],
      version: 99,
    });

    expect(status).toBe(200);
    expect(body).toEqual({
      ...noted.body,
      title: 'Checkout is down',
      updatedAt: '2026-03-01T08:01:00.000Z',
      version: 3,
    });
  });

  test('unchanged by PUT is not a change', async () => {
    const app = await testApp();
    const incident = await someIncident(app, { status: 'acknowledged', assignedTo: 'Mara' });
    await app.clock.advance(60_000);

    const { status, body } = await app.rest('PUT', `/incidents/${incident.id}`, incident);

    expect(status).toBe(200);
    expect(body).toEqual(incident);
  });

  test('is taken by PATCH too', async () => {
    const app = await testApp();
    const incident = await someIncident(app);

    const { status, body } = await app.rest('PATCH', `/incidents/${incident.id}`, {
      ...incident,
      title: 'Checkout is down',
    });

    expect(status).toBe(200);
    expect(body).toMatchObject({ title: 'Checkout is down', version: 2 });
  });

  test('is taken by PUT as a close answered it', async () => {
    const app = await testApp();
    const { id } = await someIncident(app);
    const closed = await app.rest<Changed>('POST', `/incidents/${id}/close`);

    const { status, body } = await app.rest('PUT', `/incidents/${id}`, {
      ...closed.body,
      title: 'Checkout was down',
    });

    expect(status).toBe(200);
    expect(body).toMatchObject({ title: 'Checkout was down', status: 'Closed', version: 3 });
  });
});

describe('replacing and changing an incident', () => {
  test('PUT makes what is left out nobody, and leaves the status', async () => {
    const app = await testApp();
    const { id } = await someIncident(app, { assignedTo: 'Mara', status: 'in_progress' });

    const { body } = await app.rest('PUT', `/incidents/${id}`, {
      title: 'Other',
      severity: 'P4',
      service: 'search',
    });

    expect(body).toMatchObject({
      title: 'Other',
      severity: 'P4',
      service: 'search',
      assignedTo: null,
      phase: 'in_progress',
    });
  });

  test('PATCH leaves alone what it does not name, and takes null for nobody', async () => {
    const app = await testApp();
    const incident = await someIncident(app, { assignedTo: 'Mara' });

    const named = await app.rest('PATCH', `/incidents/${incident.id}`, { service: 'search' });
    expect(named.body).toEqual({ ...incident, service: 'search', version: 2 });

    const nobody = await app.rest('PATCH', `/incidents/${incident.id}`, { assignedTo: null });
    expect(nobody.body).toMatchObject({ assignedTo: null, service: 'search', version: 3 });
  });

  test('a PATCH that changes nothing leaves version and time alone', async () => {
    const app = await testApp();
    const incident = await someIncident(app);
    await app.clock.advance(60_000);

    for (const body of [{}, { title: incident.title, status: 'Open' }]) {
      const answer = await app.rest('PATCH', `/incidents/${incident.id}`, body);
      expect(answer.body).toEqual(incident);
    }
  });

  test('deleting one incident leaves the others and their notes', async () => {
    const app = await testApp();
    const doomed = await someIncident(app);
    const spared = await someIncident(app, { title: 'Another' });
    for (const { id } of [doomed, spared]) {
      await app.rest('POST', `/incidents/${id}/notes`, { text: 'note' });
    }

    await app.rest('DELETE', `/incidents/${doomed.id}`);

    const { body, headers } = await app.rest<Incident[]>('GET', '/incidents');
    expect(body.map(({ id, notes }) => [id, notes.length])).toEqual([[spared.id, 1]]);
    expect(headers['x-total-count']).toBe('1');
  });
});
