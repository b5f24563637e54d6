import type { NotificationTemplate } from '@tocsin/contract';
import { describe, expect, it } from 'vitest';
import { someIncident, testApp } from '../app.ts';
import { notify, notifyingApp, settled } from '../notifications.ts';
import { walk } from '../rest-walk.ts';

const path = '/notification-templates/console.manual';

describe('templates', () => {
  it('are there from the start, one for each channel and reason, and paged', async () => {
    const test = await testApp();
    const { body } = await test.rest<NotificationTemplate[]>('GET', '/notification-templates');
    expect(body).toHaveLength(20);
    expect(body.every((one) => one.is_default && one.version === 0)).toBe(true);
    const pages = await walk<NotificationTemplate>(test, '/notification-templates?limit=6');
    expect(pages.map((page) => page.length)).toEqual([6, 6, 6, 2]);
    expect(pages.flat()).toEqual(body);
    const some = await test.rest<unknown[]>('GET', '/notification-templates?channel=email');
    expect(some.body).toHaveLength(5);
    expect((await test.rest('GET', '/notification-templates/email.nothing')).status).toBe(404);
  });

  it('say what they are changed to, with what they name filled in once', async () => {
    const test = await notifyingApp();
    const text = '{{ message }} / {{incident.title}}\nSee {{incident.url}}\nfixed\n{{incident.id}}';
    const saved = await test.rest<NotificationTemplate>('PUT', path, { subject: 'S', text });
    expect(saved.body).toMatchObject({ text, is_default: false, version: 1 });
    expect(saved.headers['etag']).toBe('"1"');
    const { id: incident_id } = await someIncident(test, { title: '{{message}} $& $1' });
    const input = { channel: 'console', recipient: 'ops', incident_id };
    const { notification_id } = await notify(test, { ...input, message: 'Hi {{incident.title}}' });
    // Without PUBLIC_URL there is no link, and no line that leads to it.
    expect((await settled(test, notification_id)).text).toBe(
      `Hi {{incident.title}} / {{message}} $& $1\nfixed\n${incident_id}`,
    );
    const deleted = await test.rest('DELETE', path);
    expect(deleted.status).toBe(204);
    expect((await test.rest('GET', path)).body).toMatchObject({ is_default: true, version: 0 });
  });

  it.each([
    '{{incident.nothing}}',
    '{{constructor}}',
    '{{ incident . title }}',
    '{{incident.title',
    'incident.title}}',
    '{{}}',
    '{{{incident.title}}}',
    '{{bundle.list}}',
    '{{#if incident}}',
  ])('are refused with %j in them, and nothing is changed', async (text) => {
    const { rest } = await testApp();
    const answer = await rest('PUT', path, { subject: 'S', text });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ errors: [{ loc: ['body', 'text'] }] });
    expect((await rest('PUT', path, { subject: text, text: 'T' })).status).toBe(422);
    expect((await rest('GET', path)).body).toMatchObject({ is_default: true });
  });

  it('are guarded against lost updates, from the first change on', async () => {
    const { rest } = await testApp();
    const body = { subject: 'S', text: 'T' };
    expect((await rest('PUT', path, body, { 'if-match': '"1"' })).status).toBe(412);
    expect((await rest('PUT', path, body, { 'if-match': '"0"' })).status).toBe(200);
    expect((await rest('DELETE', path, undefined, { 'if-match': '"0"' })).status).toBe(412);
  });
});
