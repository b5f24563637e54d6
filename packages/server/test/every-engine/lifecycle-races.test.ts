import { expect, test } from 'vitest';
import { incidentOf } from '../alerts.ts';
import { someIncident, testApp } from '../app.ts';
import { type Stepped, typesOf } from '../lifecycle.ts';

test('of 20 callers who acknowledge and resolve at once, each step is taken by one', async () => {
  const app = await testApp();
  for (let round = 0; round < 5; round++) {
    const { id } = await someIncident(app);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        i % 2 === round % 2
          ? app.rest<Stepped>('POST', `/incidents/${id}/acknowledge`)
          : app.rest<Stepped>('POST', `/incidents/${id}/resolve`),
      ),
    );
    const incident = await incidentOf(app, id);
    expect(incident.phase).toBe('resolved');
    const types = await typesOf(app, id);
    const acknowledged = types.includes('incident.acknowledged');
    expect(types).toEqual([
      'incident.created',
      ...(acknowledged ? ['incident.acknowledged'] : []),
      'incident.resolved',
    ]);
    expect(incident.acknowledgedAt === null).toBe(!acknowledged);
    const changed = answers.filter(({ status, body }) => status === 200 && body.changed);
    expect(changed).toHaveLength(acknowledged ? 2 : 1);
    // Whoever resolves is never refused; whoever acknowledges after that is.
    const isResolve = (i: number) => i % 2 !== round % 2;
    for (const [i, { status }] of answers.entries()) {
      expect(isResolve(i) ? [200] : [200, 409]).toContain(status);
    }
  }
});

test('of two merges that would each undo the other, one is done', async () => {
  const app = await testApp();
  for (let round = 0; round < 5; round++) {
    const { id: a } = await someIncident(app);
    const { id: b } = await someIncident(app);
    const answers = await Promise.all([
      app.rest('POST', `/incidents/${a}/merge`, { into: b }),
      app.rest('POST', `/incidents/${b}/merge`, { into: a }),
    ]);
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([
      200, 409,
    ]);
    const [first, second] = [await incidentOf(app, a), await incidentOf(app, b)];
    const merged = [first, second].filter(({ mergedInto }) => mergedInto !== null);
    expect(merged).toHaveLength(1);
    expect([first, second].filter(({ phase }) => phase === 'open')).toHaveLength(1);
  }
});

test('a snooze that ends while its incident is acknowledged ends once', async () => {
  const app = await testApp();
  app.app.jobs.start();
  for (let round = 0; round < 5; round++) {
    const { id } = await someIncident(app);
    await app.rest('POST', `/incidents/${id}/snooze`, { minutes: 1 });
    const [acknowledged] = await Promise.all([
      app.rest('POST', `/incidents/${id}/acknowledge`),
      app.clock.advance(60_000),
    ]);
    expect(acknowledged.status).toBe(200);
    expect(await incidentOf(app, id)).toMatchObject({ phase: 'acknowledged', snoozedUntil: null });
    const types = await typesOf(app, id);
    expect([
      'incident.created incident.snoozed incident.acknowledged',
      'incident.created incident.snoozed incident.unsnoozed incident.acknowledged',
    ]).toContain(types.join(' '));
    await app.clock.advance(60_000);
    expect(await typesOf(app, id)).toEqual(types);
  }
});
