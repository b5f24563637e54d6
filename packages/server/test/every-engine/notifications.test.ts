import type { Notification } from '@tocsin/contract';
import { describe, expect, it } from 'vitest';
import { someIncident } from '../app.ts';
import {
  mailServer,
  notify,
  notifyingApp,
  paged,
  settled,
  someMethod,
  someRule,
} from '../notifications.ts';
import { somePerson, told } from '../oncall.ts';

describe('POST /notify', () => {
  it('answers 202 with where to look, and logs one structured line for the console', async () => {
    const test = await notifyingApp();
    const incident = await someIncident(test);
    const input = { incident_id: incident.id, channel: 'console', recipient: 'ops', message: 'Hi' };
    const { status, headers, body } = await test.rest<Notification>('POST', '/notify', input);
    expect(status).toBe(202);
    expect(body).toMatchObject({ status: 'queued', reason: 'manual', ...input });
    expect(headers['location']).toBe(`/api/v1/notifications/${body.notification_id}`);

    await test.app.jobs.idle();
    const lines = test.logged.filter(({ msg }) => msg === 'notification');
    expect(lines).toMatchObject([{ ...input, notification_id: body.notification_id }]);
    const { rest } = test;
    const found = await rest('GET', String(headers['location']).replace('/api/v1', ''));
    expect(found.body).toMatchObject({
      status: 'delivered',
      text: 'Hi',
      attempts: [{ number: 1, outcome: 'delivered', repeated: false }],
    });
  });

  it('refuses a channel that there is not, and an incident that there is not', async () => {
    const { rest } = await notifyingApp();
    const input = { recipient: 'ops', message: 'Hi' };
    const pigeon = await rest('POST', '/notify', { ...input, channel: 'pigeon' });
    expect([pigeon.status, pigeon.text]).toEqual([422, expect.stringContaining('channel')]);
    const nowhere = { ...input, channel: 'console', incident_id: 'none' };
    expect((await rest('POST', '/notify', nowhere)).status).toBe(404);
    expect((await rest('GET', '/notifications')).body).toEqual([]);
  });

  it.each([
    ['email', 'not an address'],
    ['email', 'a@b.example\nBcc: x@y.example'],
    ['slack', 'ftp://example.com/x'],
    ['webhook', 'https://user:pw@example.com/x'],
    ['webhook', 'example.com'],
    [undefined, 'Nobody'],
  ])('refuses by %s the recipient %j, and names the field', async (channel, recipient) => {
    const { rest } = await notifyingApp();
    const answer = await rest('POST', '/notify', { channel, recipient, message: 'Hi' });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ errors: [{ loc: ['body', 'recipient'] }] });
  });

  it('sends e-mail by SMTP, to an address or to a person who has one', async () => {
    const { url, mails } = await mailServer();
    const mailFrom = 'Tocsin <tocsin@example.com>';
    const test = await notifyingApp({ notifications: { smtpUrl: url, mailFrom } });
    await somePerson(test, { email: 'ada@example.com' });
    const first = await notify(test, { channel: 'email', recipient: 'ben@example.com' });
    const second = await notify(test, { recipient: 'Ada', message: 'Line 1\nLine 2' });

    expect(await settled(test, first.notification_id)).toMatchObject({ status: 'delivered' });
    expect(await settled(test, second.notification_id)).toMatchObject({
      status: 'delivered',
      channel: 'email',
      recipient: 'ada@example.com',
      person: 'Ada',
      detail: expect.stringMatching(/^250 /),
    });
    const sent = await mails();
    const toAda = sent.find(({ to }) => JSON.stringify(to).includes('ada@'));
    expect(sent).toHaveLength(2);
    expect(toAda).toMatchObject({
      subject: 'Line 1 Line 2',
      text: 'Line 1\nLine 2\n',
      messageId: `<${second.notification_id}@example.com>`,
      from: { text: '"Tocsin" <tocsin@example.com>' },
    });
  });

  it('says that no mail can be sent where SMTP is not configured', async () => {
    const test = await notifyingApp();
    const { notification_id } = await notify(test, { channel: 'email', recipient: 'a@b.example' });
    expect(await settled(test, notification_id)).toMatchObject({
      status: 'failed',
      detail: expect.stringContaining('SMTP_URL is not set'),
      attempts: [{ outcome: 'failed' }],
    });
    expect(await told(test, 'notification', notification_id)).toMatchObject([
      { type: 'notification.queued' },
      { type: 'notification.failed' },
    ]);
  });
});

describe('calling somebody', () => {
  it('is done once for each reason, by e-mail or on the console where they have no rules', async () => {
    const { url, mails } = await mailServer();
    const test = await notifyingApp({
      notifications: { smtpUrl: url, publicUrl: 'https://tocsin.example.com' },
    });
    await somePerson(test, { name: 'Ada', email: 'ada@example.com' });
    await somePerson(test, { name: 'Ben' });
    const { id: incidentId, number } = await someIncident(test, { title: '<b> & "q"' });
    const ids = await Promise.all([
      paged(test, { incidentId, person: 'Ada' }),
      paged(test, { incidentId, person: 'Ada' }),
      paged(test, { incidentId, person: 'Ben' }),
      paged(test, { incidentId, person: 'Cem, who is nobody', reason: 'escalated' }),
      paged(test, { incidentId, person: 'Ben' }),
    ]);
    expect(ids.flat()).toHaveLength(3);
    expect(await paged(test, { incidentId: 'none', person: 'Ada' })).toEqual([]);
    await test.app.jobs.idle();
    const [mail, ...others] = await mails();
    expect(others).toEqual([]);
    expect(mail?.subject).toBe(`#${number} [P2] <b> & "q"`);
    expect(mail?.text).toContain(`https://tocsin.example.com/incidents/${incidentId}\n`);
    const lines = test.logged.filter(({ msg }) => msg === 'notification');
    expect(Object.fromEntries(lines.map(({ recipient, message }) => [recipient, message]))).toEqual(
      {
        Ben: `#${number} [P2] <b> & "q" (checkout-api)`,
        'Cem, who is nobody': `Escalated: #${number} [P2] <b> & "q" (checkout-api)`,
      },
    );
  });

  it('goes by their rules: which incidents, by what, and after how long', async () => {
    const test = await notifyingApp();
    const ada = await somePerson(test);
    const desk = await someMethod(test, ada, { type: 'console', address: 'desk' });
    const phone = await someMethod(test, ada, { type: 'console', address: 'phone' });
    const off = await someMethod(test, ada, { type: 'console', address: 'off', enabled: false });
    await someRule(test, desk, { urgency: 'any' });
    await someRule(test, phone, { urgency: 'high', delayMinutes: 5 });
    await someRule(test, off);
    const said = () =>
      test.logged.filter(({ msg }) => msg === 'notification').map(({ recipient }) => recipient);
    const urgent = await someIncident(test, { severity: 'P1' });
    const other = await someIncident(test, { severity: 'P3' });
    expect(await paged(test, { incidentId: urgent.id, person: 'Ada' })).toHaveLength(2);
    expect(await paged(test, { incidentId: other.id, person: 'Ada' })).toHaveLength(1);
    await test.app.jobs.idle();
    expect(said()).toEqual(['desk', 'desk']);
    await test.clock.advance(5 * 60_000 - 1);
    expect(said()).toEqual(['desk', 'desk']);
    await test.clock.advance(1);
    expect(said()).toEqual(['desk', 'desk', 'phone']);
  });

  it.each(['acknowledged', 'resolved'])(
    'is called off where the incident is %s',
    async (status) => {
      const test = await notifyingApp();
      const ada = await somePerson(test);
      const phone = await someMethod(test, ada, { type: 'console' });
      await someRule(test, phone, { delayMinutes: 5 });
      const { id } = await someIncident(test);
      const [late = ''] = await paged(test, { incidentId: id, person: 'Ada' });
      const byHand = { reason: 'manual', dedupeKey: 'by hand' } as const;
      const [manual = ''] = await paged(test, { incidentId: id, person: 'Ada', ...byHand });
      await test.rest('PATCH', `/incidents/${id}`, { status });
      await test.clock.advance(5 * 60_000);
      expect(await settled(test, late)).toMatchObject({
        status: 'cancelled',
        detail: `The incident has been ${status}.`,
        attempts: [],
      });
      expect(await settled(test, manual)).toMatchObject({ status: 'delivered' });
    },
  );
});
