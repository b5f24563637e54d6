import type { Incident } from '@tocsin/contract';
import { describe, expect, test } from 'vitest';
import { type Problem, someIncident, testApp } from './app.ts';

const severities = {
  P1: 'P1',
  P2: 'P2',
  P3: 'P3',
  P4: 'P4',
  critical: 'P1',
  high: 'P2',
  medium: 'P3',
  low: 'P4',
};

describe('severity', () => {
  test('is taken in bodies in either word, and answered as P1 to P4', async () => {
    const app = await testApp();
    for (const [word, severity] of Object.entries(severities)) {
      expect((await someIncident(app, { severity: word })).severity, word).toBe(severity);

      for (const method of ['PATCH', 'PUT']) {
        const { id } = await someIncident(app, { severity: severity === 'P1' ? 'P2' : 'P1' });
        const body = { title: 't', service: 's', severity: word };
        const changed = await app.rest(method, `/incidents/${id}`, body);
        expect(changed.body, `${method} ${word}`).toMatchObject({ severity });
      }
    }
  });

  test('filters by either word alike, and mixes them', async () => {
    const app = await testApp();
    for (const severity of ['P1', 'P2', 'P3', 'P4']) await someIncident(app, { severity });
    const found = async (query: string) => {
      const { body } = await app.rest<Incident[]>('GET', `/incidents?${query}`);
      return body.map(({ severity }) => severity).toSorted();
    };

    for (const [word, p] of Object.entries(severities)) {
      expect(await found(`severity=${word}`), word).toEqual([p]);
    }
    expect(await found('severity=critical&severity=P4')).toEqual(['P1', 'P4']);
    expect(await found('severity=critical&severity=P1')).toEqual(['P1']);
  });
});

describe('status', () => {
  const phaseOf = {
    Open: 'open',
    open: 'open',
    acknowledged: 'acknowledged',
    in_progress: 'in_progress',
    resolved: 'resolved',
    Closed: 'resolved',
  };

  test('is taken in bodies in either word, and answered as status and phase', async () => {
    const app = await testApp();
    for (const [word, phase] of Object.entries(phaseOf)) {
      const status = phase === 'resolved' ? 'Closed' : 'Open';
      expect(await someIncident(app, { status: word }), word).toMatchObject({ status, phase });

      for (const method of ['PATCH', 'PUT']) {
        const { id } = await someIncident(app);
        const body = { title: 't', service: 's', severity: 'P1', status: word };
        const changed = await app.rest(method, `/incidents/${id}`, body);
        expect(changed.body, `${method} ${word}`).toMatchObject({ status, phase });
      }
    }
  });

  test('filters: Open is every unresolved incident, open only that phase', async () => {
    const app = await testApp();
    for (const status of ['open', 'acknowledged', 'in_progress', 'resolved']) {
      await someIncident(app, { status });
    }
    const found = async (query: string) => {
      const { body } = await app.rest<Incident[]>('GET', `/incidents?${query}`);
      return body.map(({ phase }) => phase).toReversed();
    };

    expect(await found('status=Open')).toEqual(['open', 'acknowledged', 'in_progress']);
    expect(await found('status=open')).toEqual(['open']);
    expect(await found('status=acknowledged')).toEqual(['acknowledged']);
    expect(await found('status=in_progress')).toEqual(['in_progress']);
    expect(await found('status=resolved')).toEqual(['resolved']);
    expect(await found('status=Closed')).toEqual(['resolved']);
    expect(await found('status=open&status=Closed')).toEqual(['open', 'resolved']);
    expect(await found('status=Open&status=Closed')).toHaveLength(4);
  });
});

describe('a word of neither vocabulary', () => {
  const words = {
    severity: ['P5', 'p1', 'Critical', 'urgent', ''],
    status: ['OPEN', 'closed', 'done', ''],
  };

  test.each(Object.entries(words))(
    'is 422 as a %s, and changes nothing',
    async (field, unknown) => {
      const app = await testApp();
      const incident = await someIncident(app);
      for (const word of unknown) {
        const body = { title: 'other', severity: 'P1', service: 's', [field]: word };
        for (const [method, path] of [
          ['POST', '/incidents'],
          ['PUT', `/incidents/${incident.id}`],
          ['PATCH', `/incidents/${incident.id}`],
        ] as const) {
          const refused = await app.rest<Problem>(method, path, body);
          expect(refused.status, `${method} ${word}`).toBe(422);
          expect(refused.body.errors?.map(({ loc }) => loc)).toEqual([['body', field]]);
        }
        const filter = await app.rest<Problem>('GET', `/incidents?${field}=${word}`);
        expect(filter.status, word).toBe(422);
        expect(filter.body.errors?.map(({ loc }) => loc)).toEqual([['query', field]]);
      }
      expect((await app.rest('GET', '/incidents')).body).toEqual([incident]);
    },
  );

  test('spoils a filter that also has words that are known', async () => {
    const { rest } = await testApp();

    expect((await rest('GET', '/incidents?severity=P1&severity=urgent')).status).toBe(422);
    expect((await rest('GET', '/incidents?status=Open&status=done')).status).toBe(422);
  });
});

describe('phases', () => {
  const phases = ['open', 'acknowledged', 'in_progress', 'resolved'];

  test('only move forward; a step back is 409 and changes nothing', async () => {
    const app = await testApp();
    for (const [from, to] of phases.flatMap((from) => phases.map((to) => [from, to] as const))) {
      const incident = await someIncident(app, { status: from });
      const path = `/incidents/${incident.id}`;

      const { status, body } = await app.rest('PATCH', path, { status: to });

      if (phases.indexOf(to) >= phases.indexOf(from)) {
        expect([status, body], `${from} → ${to}`).toMatchObject([200, { phase: to }]);
      } else {
        expect([status, body], `${from} → ${to}`).toMatchObject([409, { code: 'CONFLICT' }]);
        expect((await app.rest('GET', path)).body).toMatchObject(incident);
      }
    }
  });

  test('a conflicting PUT or PATCH applies none of its other fields', async () => {
    const app = await testApp();
    const incident = await someIncident(app, { status: 'Closed' });

    for (const method of ['PUT', 'PATCH']) {
      const body = { title: 'new', severity: 'P1', service: 'new', status: 'Open' };
      const refused = await app.rest<Problem>(method, `/incidents/${incident.id}`, body);
      expect(refused.status, method).toBe(409);
      expect(refused.body.detail).toContain('Reopen');
    }
    expect((await app.rest('GET', `/incidents/${incident.id}`)).body).toMatchObject(incident);
  });

  test('Open leaves an incident in the phase it is in', async () => {
    const app = await testApp();
    const incident = await someIncident(app, { status: 'in_progress' });

    const { body } = await app.rest('PATCH', `/incidents/${incident.id}`, { status: 'Open' });

    expect(body).toEqual(incident);
  });
});

describe('the times that MTTA and MTTR are counted from', () => {
  test('acknowledgedAt is the first acknowledgement and never moves', async () => {
    const app = await testApp();
    const { id } = await someIncident(app);
    const step = async (method: string, below: string, body?: object) => {
      await app.clock.advance(60_000);
      const answer = await app.rest<Incident>(method, `/incidents/${id}${below}`, body);
      return [answer.body.acknowledgedAt, answer.body.resolvedAt];
    };
    const first = '2026-03-01T08:01:00.000Z';

    expect(await step('PATCH', '', { status: 'acknowledged' })).toEqual([first, null]);
    expect(await step('PATCH', '', { status: 'in_progress' })).toEqual([first, null]);
    expect(await step('POST', '/close')).toEqual([first, '2026-03-01T08:03:00.000Z']);
    expect(await step('PATCH', '', { title: 'x' })).toEqual([first, '2026-03-01T08:03:00.000Z']);
    expect(await step('POST', '/reopen')).toEqual([first, null]);
    expect(await step('PATCH', '', { status: 'acknowledged' })).toEqual([first, null]);
    expect(await step('PATCH', '', { status: 'resolved' })).toEqual([
      first,
      '2026-03-01T08:07:00.000Z',
    ]);
  });

  test('an incident that is closed at once was never acknowledged', async () => {
    const app = await testApp();
    const { id } = await someIncident(app);
    await app.clock.advance(60_000);

    const { body } = await app.rest('POST', `/incidents/${id}/close`);

    const at = '2026-03-01T08:01:00.000Z';
    expect(body).toMatchObject({ acknowledgedAt: null, resolvedAt: at, mttaSeconds: null });
    expect(body).toMatchObject({ mttrSeconds: 60 });
  });

  test('an incident that is opened resolved was resolved when it was opened', async () => {
    const app = await testApp();

    expect(await someIncident(app, { status: 'Closed' })).toMatchObject({
      acknowledgedAt: null,
      resolvedAt: '2026-03-01T08:00:00.000Z',
      mttrSeconds: 0,
    });
  });
});
