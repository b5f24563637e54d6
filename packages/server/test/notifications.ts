import type {
  ContactMethod,
  Notification,
  NotificationRule,
  NotificationWithAttempts,
} from '@tocsin/contract';
import { onTestFinished } from 'vitest';
import { timestamp } from '../src/clock.ts';
import type { Page } from '../src/notifications/page.ts';
import { page } from '../src/notifications/page.ts';
import { type TestApp, testApp, type TestParts } from './app.ts';
import { type Receiver, startReceiver } from './http-receiver.ts';
import { type MailServer, startMailServer } from './mail-server.ts';

/** Two secrets, as while they rotate. */
export const secrets = [
  'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD',
] as const;

/** A real SMTP server; it stops when the test ends. */
export async function mailServer(): Promise<MailServer> {
  const server = await startMailServer();
  onTestFinished(() => server.close());
  return server;
}

/** A real HTTP server that takes what is posted to it; it stops when the test ends. */
export async function receiver(): Promise<Receiver> {
  const server = await startReceiver();
  onTestFinished(() => server.close());
  return server;
}

/** A server whose jobs run. */
export async function notifyingApp(parts: TestParts = {}): Promise<TestApp> {
  const test = await testApp(parts);
  test.app.jobs.start();
  return test;
}

async function made<T>({ rest }: TestApp, path: string, input: object): Promise<T> {
  const { body, status, text } = await rest<T>('POST', path, input);
  if (status !== 201 && status !== 202) throw new Error(text);
  return body;
}

export const notify = (app: TestApp, input: object): Promise<Notification> =>
  made(app, '/notify', { message: 'Please look', ...input });

export const someMethod = (
  app: TestApp,
  { id }: { id: string },
  input: object,
): Promise<ContactMethod> => made(app, `/people/${id}/contact-methods`, input);

export const someRule = (
  app: TestApp,
  { id, personId }: Pick<ContactMethod, 'id' | 'personId'>,
  input: object = {},
): Promise<NotificationRule> =>
  made(app, `/people/${personId}/notification-rules`, { contactMethodId: id, ...input });

/** Calls somebody, as the rest of the server does it. */
export const paged = (
  { storage, clock }: TestApp,
  input: Pick<Page, 'incidentId' | 'person'> & Partial<Page>,
): Promise<string[]> =>
  storage.write((writer) =>
    page(writer, {
      reason: 'assigned',
      dedupeKey: `${input.incidentId} ${input.person}`,
      at: timestamp(clock.now()),
      ...input,
    }),
  );

export async function notification(
  { rest }: TestApp,
  id: string,
): Promise<NotificationWithAttempts> {
  const { body, status, text } = await rest<NotificationWithAttempts>(
    'GET',
    `/notifications/${id}`,
  );
  if (status !== 200) throw new Error(text);
  return body;
}

/** How a notification is, when nothing is due any more. */
export async function settled(app: TestApp, id: string): Promise<NotificationWithAttempts> {
  await app.app.jobs.idle();
  return notification(app, id);
}
