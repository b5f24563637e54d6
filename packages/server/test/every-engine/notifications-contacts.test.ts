import type { ContactMethod, NotificationRule } from '@tocsin/contract';
import { describe, expect, it } from 'vitest';
import { testApp } from '../app.ts';
import {
  notifyingApp,
  receiver,
  secrets,
  settled,
  someMethod,
  someRule,
} from '../notifications.ts';
import { somePerson, told } from '../oncall.ts';

describe('contact methods', () => {
  it('are kept for a person, whose secrets are never answered or told', async () => {
    const test = await testApp();
    const ada = await somePerson(test);
    const path = `/people/${ada.id}/contact-methods`;
    const input = { type: 'webhook', address: 'https://x.example/h', secrets, label: 'Pager' };
    const made = await test.rest<ContactMethod>('POST', path, input);
    expect(made.status).toBe(201);
    expect(made.headers).toMatchObject({ etag: '"1"' });
    expect(made.headers['location']).toBe(`/api/v1${path}/${made.body.id}`);
    expect(made.body).toMatchObject({ personId: ada.id, enabled: true, secretCount: 2 });

    const own = `${path}/${made.body.id}`;
    const patched = await test.rest<ContactMethod>('PATCH', own, { secrets: [secrets[0]] });
    expect(patched.body).toMatchObject({ secretCount: 1, version: 2, label: 'Pager' });
    const same = await test.rest<ContactMethod>('PATCH', own, { ...patched.body, label: 'Pager' });
    expect(same.body.version).toBe(2);
    const stale = await test.rest('PATCH', own, { enabled: false }, { 'if-match': '"1"' });
    expect(stale.status).toBe(412);
    const listed = await test.rest('GET', path);
    expect([listed.body, listed.headers['x-total-count']]).toEqual([[patched.body], '1']);

    const everything = [made, patched, listed, await test.rest('GET', '/events/history')];
    for (const { text } of everything) expect(text).not.toContain('whsec');
    expect(JSON.stringify(test.logged)).not.toContain('whsec');
    expect((await told(test, 'contact_method', made.body.id)).map(({ type }) => type)).toEqual([
      'contact_method.created',
      'contact_method.updated',
    ]);
  });

  it('belong to their person alone, and go with them', async () => {
    const test = await testApp();
    const [ada, ben] = [await somePerson(test), await somePerson(test, { name: 'Ben' })];
    const { id } = await someMethod(test, ada, { type: 'console' });
    for (const method of ['GET', 'PATCH', 'DELETE']) {
      const path = `/people/${ben.id}/contact-methods/${id}`;
      const body = method === 'PATCH' ? { enabled: false } : undefined;
      expect((await test.rest(method, path, body)).status).toBe(404);
    }
    const foreign = { contactMethodId: id };
    const refused = await test.rest('POST', `/people/${ben.id}/notification-rules`, foreign);
    expect([refused.status, refused.text]).toEqual([
      422,
      expect.stringContaining('contactMethodId'),
    ]);
    await test.rest('DELETE', `/people/${ada.id}`);
    expect((await test.rest('GET', `/people/${ada.id}/contact-methods/${id}`)).status).toBe(404);
  });

  it.each([
    [{ type: 'email' }, 'address'],
    [{ type: 'email', address: 'nobody' }, 'address'],
    [{ type: 'slack', address: 'javascript:alert(1)' }, 'address'],
    [{ type: 'slack', address: 'https://x.example/', secrets }, 'secrets'],
    [{ type: 'webhook', address: 'https://x.example/' }, 'secrets'],
    [{ type: 'webhook', address: 'https://x.example/', secrets: ['short'] }, 'secrets'],
    [{ type: 'pigeon', address: 'roof' }, 'type'],
    [{ type: 'console', label: 'two\nlines' }, 'label'],
  ])('are refused when they cannot work: %j', async (input, field) => {
    const test = await testApp();
    const ada = await somePerson(test);
    const answer = await test.rest('POST', `/people/${ada.id}/contact-methods`, input);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(field);
  });

  it('can be tried out, even before they are enabled', async () => {
    const hook = await receiver();
    const test = await notifyingApp();
    const ada = await somePerson(test);
    const given = { type: 'slack', address: hook.url, enabled: false };
    const { id } = await someMethod(test, ada, given);
    const path = `/people/${ada.id}/contact-methods/${id}/test`;
    const { status, body } = await test.rest<{ notification_id: string }>('POST', path);
    expect(status).toBe(202);
    expect(await settled(test, body.notification_id)).toMatchObject({
      status: 'delivered',
      reason: 'test',
    });
    expect(hook.received[0]?.body).toContain('Ada, this is a test');
    hook.answers.push({ status: 403 });
    const second = await test.rest<{ notification_id: string }>('POST', path);
    expect(await settled(test, second.body.notification_id)).toMatchObject({
      status: 'failed',
      detail: expect.stringContaining('403'),
    });
  });
});

describe('notification rules', () => {
  it('are kept for a person, and go with the contact method they use', async () => {
    const test = await testApp();
    const ada = await somePerson(test);
    const method = await someMethod(test, ada, { type: 'console' });
    const rule = await someRule(test, method, { urgency: 'low', delayMinutes: 3 });
    const own = `/people/${ada.id}/notification-rules/${rule.id}`;
    expect((await test.rest('GET', own)).body).toEqual(rule);
    const patched = await test.rest<NotificationRule>('PATCH', own, { ...rule, delayMinutes: 4 });
    expect(patched.body).toMatchObject({ delayMinutes: 4, urgency: 'low', version: 2 });
    const stale = await test.rest('DELETE', own, undefined, { 'if-match': '"1"' });
    expect(stale.status).toBe(412);
    for (const bad of [{ delayMinutes: -1 }, { delayMinutes: 1.5 }, { urgency: 'some' }]) {
      expect((await test.rest('PATCH', own, bad)).status).toBe(422);
    }
    await test.rest('DELETE', `/people/${ada.id}/contact-methods/${method.id}`);
    expect((await test.rest('GET', own)).status).toBe(404);
    expect((await test.rest('GET', '/people/none/notification-rules')).status).toBe(404);
  });
});
