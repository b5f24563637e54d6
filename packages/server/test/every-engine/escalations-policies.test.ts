import type { EscalationPolicy, Person } from '@tocsin/contract';
import { expect, test } from 'vitest';
import { type Problem, testApp } from '../app.ts';
import { person, schedule, somePolicy } from '../escalations.ts';
import { somePerson, told } from '../oncall.ts';
import { walk } from '../rest-walk.ts';

const POLICIES = '/escalation-policies';

test('a policy is made, found, changed and deleted, each time with the version', async () => {
  const app = await testApp();
  const { rest } = app;
  const steps = [{ delayMinutes: 5, targets: [schedule('checkout-api'), person('Ada')] }];
  const made = await rest<EscalationPolicy>('POST', POLICIES, { name: 'Checkout', steps });
  expect(made.status).toBe(201);
  const path = `${POLICIES}/${made.body.id}`;
  expect(made.headers).toMatchObject({ etag: '"1"', location: `/api/v1${path}` });
  const stamp = '2026-03-01T08:00:00.000Z';
  expect(made.body).toEqual({
    id: expect.any(String),
    name: 'Checkout',
    services: [],
    isDefault: false,
    steps,
    repeat: 0,
    createdAt: stamp,
    updatedAt: stamp,
    version: 1,
  });
  expect((await rest('GET', path)).body).toEqual(made.body);
  expect((await rest('PATCH', path, made.body)).headers['etag']).toBe('"1"');
  const services = ['payments', 'checkout-api', 'payments'];
  const changed = await rest('PATCH', path, { services, repeat: 2 }, { 'if-match': '"1"' });
  const now = { ...made.body, services: ['payments', 'checkout-api'], repeat: 2, version: 2 };
  expect(changed.body).toEqual(now);
  expect((await rest('GET', `${POLICIES}?service=payments`)).body).toEqual([now]);
  expect((await rest('GET', `${POLICIES}?service=web`)).body).toEqual([]);
  expect((await rest('PUT', path, made.body, { 'if-match': '"1"' })).status).toBe(412);
  const replaced = await rest('PUT', path, { name: 'Payments', steps, isDefault: true });
  expect(replaced.body).toEqual({
    ...made.body,
    name: 'Payments',
    isDefault: true,
    version: 3,
  });
  expect((await rest('GET', `${POLICIES}?service=payments`)).body).toEqual([]);
  expect((await rest('DELETE', path, undefined, { 'if-match': '"2"' })).status).toBe(412);
  expect((await rest('DELETE', path)).status).toBe(204);
  for (const [method, body] of [
    ['GET'],
    ['DELETE'],
    ['PATCH', {}],
    ['PUT', { name: 'A', steps }],
  ] as const) {
    expect((await rest(method, path, body)).status, method).toBe(404);
  }
  expect((await told(app, 'policy', made.body.id)).map(({ type }) => type)).toEqual([
    'policy.created',
    'policy.updated',
    'policy.updated',
    'policy.deleted',
  ]);
});

test('a service is in one policy at most, and one policy at most is the default', async () => {
  const app = await testApp();
  const first = await somePolicy(app, { services: ['web', 'edge'] });
  const path = `${POLICIES}/${first.id}`;
  const second = await somePolicy(app, { name: 'Others', services: [], isDefault: true });
  const refused = async (method: string, where: string, input: object) => {
    const { status, body } = await app.rest<Problem>(method, where, input);
    expect(status).toBe(409);
    return body.detail;
  };
  const { steps } = first;
  expect(await refused('POST', POLICIES, { name: 'Third', steps, services: ['edge'] })).toMatch(
    new RegExp(`${first.id}.*edge`),
  );
  expect(await refused('POST', POLICIES, { name: 'Third', steps, isDefault: true })).toMatch(
    new RegExp(`${second.id}.*default`),
  );
  expect(await refused('POST', POLICIES, { name: 'Checkout', steps })).toMatch(/called Checkout/);
  await refused('PATCH', `${POLICIES}/${second.id}`, { services: ['auth', 'web'] });
  await refused('PATCH', path, { isDefault: true });
  await refused('PUT', path, { name: 'Others', steps });
  // What one gives up, another may take; a whole one sent back is no clash with itself.
  expect((await app.rest('PATCH', path, { ...first, services: ['web'] })).status).toBe(200);
  await somePolicy(app, { name: 'Third', services: ['edge'] });
  await app.rest('DELETE', path);
  await somePolicy(app, { name: 'Fourth', services: ['web'] });

  const racing = await Promise.all(
    Array.from({ length: 10 }, (_, i) =>
      app.rest('POST', POLICIES, { name: `Racer ${i}`, steps, services: ['auth'] }),
    ),
  );
  expect(racing.filter(({ status }) => status === 201)).toHaveLength(1);
  const pages = await walk<EscalationPolicy>(app, `${POLICIES}?limit=2`);
  const names = pages.map((page) => page.map(({ name }) => name));
  expect(names.flat().toSorted()).toEqual(names.flat());
  expect(names.map(({ length }) => length)).toEqual([2, 2]);
});

test('what makes no policy is named', async () => {
  const { rest } = await testApp();
  const step = { delayMinutes: 5, targets: [person('Ada')] };
  for (const [input, at] of [
    [{ steps: [step] }, ['name']],
    [{ name: 'A' }, ['steps']],
    [{ name: 'A', steps: [] }, ['steps']],
    [{ name: 'A', steps: [{ ...step, delayMinutes: 0 }] }, ['steps', 0, 'delayMinutes']],
    [{ name: 'A', steps: [{ ...step, targets: [] }] }, ['steps', 0, 'targets']],
    [
      { name: 'A', steps: [{ ...step, targets: [{ type: 'team', team: 'a' }] }] },
      ['steps', 0, 'targets', 0, 'type'],
    ],
    [
      { name: 'A', steps: [{ ...step, targets: [{ type: 'person', team: 'a' }] }] },
      ['steps', 0, 'targets', 0, 'person'],
    ],
    [{ name: 'A', steps: [step], repeat: 10 }, ['repeat']],
    [{ name: 'A', steps: [step], isDefualt: true }, ['isDefualt']],
  ] as const) {
    const { status, body } = await rest<Problem>('POST', POLICIES, input);
    expect([status, body.errors?.map(({ loc }) => loc)[0]]).toEqual([422, ['body', ...at]]);
  }
});

test('whom a policy names cannot be deleted, and takes a new name along', async () => {
  const app = await testApp();
  const ada = await somePerson(app);
  const { id } = await somePolicy(app);
  const refused = await app.rest<Problem>('DELETE', `/people/${ada.id}`);
  expect([refused.status, refused.body.detail]).toEqual([
    409,
    expect.stringContaining('escalation policy Checkout'),
  ]);
  await app.rest<Person>('PATCH', `/people/${ada.id}`, { name: 'Ada L.' });
  const renamed = await app.rest<EscalationPolicy>('GET', `${POLICIES}/${id}`);
  expect(renamed.body.steps.map(({ targets }) => targets)).toEqual([
    [person('Ada L.')],
    [person('Ben')],
  ]);
  expect(renamed.body.version).toBe(2);
  await app.rest('PATCH', `${POLICIES}/${id}`, {
    steps: [{ delayMinutes: 1, targets: [person('Ben')] }],
  });
  expect((await app.rest('DELETE', `/people/${ada.id}`)).status).toBe(204);
});
