import { randomUUID } from 'node:crypto';
import type { IncidentChange } from '@tocsin/client';
import { expectSame, type Journal, Mismatch } from './journal.ts';
import type { Answer, RestCaller } from './rest.ts';
import { contract } from './schemas.ts';
import type { Watched } from './watched.ts';

interface Thing {
  id: string;
  version: number;
}
type Incident = Thing & { title: string; phase: string; status: string; changed?: boolean };

const notFound = { status: 404, code: 'NOT_FOUND' };

/** What load balancers and people look at first. */
export async function lookAround(journal: Journal, rest: RestCaller): Promise<void> {
  await journal.step('docs: the API reference is a page', async () => {
    const { status, headers, body } = await rest.send('docs', 'GET', '/docs', {});
    expectSame('the status', status, 200);
    expectSame('it is HTML', (headers.get('content-type') ?? '').startsWith('text/html'), true);
    expectSame('it has a page', String(body).includes('<html'), true);
  });
  await journal.step('docs: /openapi.json has every procedure', async () => {
    const { body } = await rest.send('openapi', 'GET', '/openapi.json', {});
    const { paths = {} } = body as {
      paths?: Record<string, Record<string, { operationId: string }>>;
    };
    const documented = Object.values(paths).flatMap((path) =>
      Object.values(path).map(({ operationId }) => operationId),
    );
    const missing = contract.procedures
      .filter(({ rest, name }) => rest && !documented.includes(name))
      .map(({ name }) => `${name} is missing`);
    if (missing.length > 0) throw new Mismatch(missing);
  });
  for (const { name, kind, rest: binding, input } of contract.procedures) {
    const { required = [] } = input as { required?: string[] };
    if (kind !== 'query' || binding?.method !== 'GET' || required.length > 0) continue;
    await journal.step(`${name}: answers as the contract says`, () => rest.call(name));
  }
}

/** The life of one incident, which is deleted at the end whatever happens. */
export async function liveThroughAnIncident(
  journal: Journal,
  rest: RestCaller,
  watched: Watched,
): Promise<void> {
  const mark = `smoke${randomUUID().slice(0, 8)}`;
  const step: Journal['step'] = (what, body) => journal.step(what, body);
  const call = async (name: string, input: object = {}) =>
    (await rest.call(name, { ...input })).body as Incident;

  await step('incidents.watch: begins', () =>
    watched.until('watch.started', ({ type }) => type === 'watch.started'),
  );
  const created = await step('incidents.create: opens one', () =>
    call('incidents.create', { title: `Smoke test ${mark}`, severity: 'low', service: mark }),
  );
  if (!created) return;
  const { id } = created;
  const heard = (type: string) =>
    step(`incidents.watch: tells of ${type}`, () =>
      watched.until(
        type,
        (change: IncidentChange) =>
          'incidentId' in change && change.incidentId === id && change.type === type,
      ),
    );
  try {
    await heard('incident.created');
    await step('incidents.get: reads it', async () =>
      expectSame('it', await call('incidents.get', { id }), {
        ...(created as object),
        alertCount: 0,
        alerts: [],
      }),
    );
    await step('incidents.list: finds it by its service', () =>
      findOne(rest, { service: mark }, id),
    );
    await step('incidents.list: finds it by a word of its title', () =>
      findOne(rest, { q: mark }, id),
    );
    await step('incidents.update: changes two fields of the version that was read', async () => {
      const { phase, version } = await call('incidents.update', {
        id,
        status: 'acknowledged',
        assignedTo: 'Smoke',
        ifVersion: created.version,
      });
      expectSame('the phase', phase, 'acknowledged');
      expectSame('the version', version, created.version + 1);
    });
    await heard('incident.acknowledged');
    await step('incidents.update: refuses a version that is not the newest', () =>
      rest.call(
        'incidents.update',
        { id, severity: 'P1', ifVersion: created.version },
        {
          status: 412,
          code: 'PRECONDITION_FAILED',
        },
      ),
    );
    await step('incidents.addNote: adds a note', () =>
      call('incidents.addNote', { id, author: 'Smoke', text: `A note on ${mark}note` }),
    );
    await heard('incident.note_added');
    await step('incidents.list: finds it by a word of its note', () =>
      findOne(rest, { q: `${mark}note` }, id),
    );
    await step('incidents.close: closes it, once', async () => {
      const closed = await call('incidents.close', { id });
      expectSame('the status', [closed.status, closed.changed], ['Closed', true]);
      expectSame('closing it again', (await call('incidents.close', { id })).changed, false);
    });
    await heard('incident.resolved');
    await step('incidents.reopen: opens it again', async () =>
      expectSame('the status', (await call('incidents.reopen', { id })).status, 'Open'),
    );
    await heard('incident.reopened');
    await step('incidents.create: refuses what is not valid, field by field', async () => {
      const refusal = { status: 422, code: 'UNPROCESSABLE_CONTENT' };
      const { body } = await rest.call(
        'incidents.create',
        { title: mark, severity: 'urgent' },
        refusal,
      );
      expectSame('the fields at fault', locations(body), ['body.severity', 'body.service']);
    });
  } finally {
    await step('incidents.delete: deletes it', () => rest.call('incidents.delete', { id }));
  }
  await heard('incident.deleted');
  await step('incidents.get: does not find it any more', () =>
    rest.call('incidents.get', { id }, notFound),
  );
}

/** The life of one runbook, which is deleted at the end whatever happens. */
export async function liveThroughARunbook(journal: Journal, rest: RestCaller): Promise<void> {
  const mark = `smoke${randomUUID().slice(0, 8)}`;
  const fields = { title: `Smoke test ${mark}`, tags: [mark], content: `## ${mark}\n\nFirst.\n` };
  const created = await journal.step('runbooks.create: writes one', async () => {
    return (await rest.call('runbooks.create', fields)).body as Thing;
  });
  if (!created) return;
  const { id } = created;
  try {
    await journal.step('runbooks.update: changes its text', () =>
      rest.call('runbooks.update', { id, content: 'Second.\n', ifVersion: created.version }),
    );
    await journal.step('runbooks.revisions: has both texts', async () => {
      const { body } = await rest.call('runbooks.revisions', { id });
      const texts = (body as { content: string }[]).map(({ content }) => content);
      expectSame('the texts', texts, ['Second.\n', fields.content]);
    });
    await journal.step('runbooks.list: finds it by its tag', async () => {
      const { body } = await rest.call('runbooks.list', { tag: mark });
      expectSame('what is found', idsOf(body), [id]);
    });
  } finally {
    await journal.step('runbooks.delete: deletes it', () => rest.call('runbooks.delete', { id }));
  }
  await journal.step('runbooks.get: does not find it any more', () =>
    rest.call('runbooks.get', { id }, notFound),
  );
}

async function findOne(rest: RestCaller, filter: object, id: string): Promise<Answer> {
  const answer = await rest.call('incidents.list', { ...filter });
  expectSame('what is found', idsOf(answer.body), [id]);
  return answer;
}

const idsOf = (body: unknown): string[] => (body as Thing[]).map(({ id }) => id);

const locations = (body: unknown): string[] =>
  ((body as { errors?: { loc: string[] }[] }).errors ?? []).map(({ loc }) => loc.join('.'));
