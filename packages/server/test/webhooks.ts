import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Incident, NewWebhook, Webhook, WebhookDelivery } from '@tocsin/contract';
import { expect, onTestFinished } from 'vitest';
import { type TestApp, testApp, type TestParts } from './app.ts';

/** What a receiver was posted. */
export interface Posted {
  headers: IncomingHttpHeaders;
  text: string;
  body: {
    id: string;
    type: string;
    seq: number;
    at: string;
    entity: string;
    entityId: string;
    actor: string;
    data: Record<string, unknown>;
    incident?: Incident | null;
  };
}

/** A status, or `silent`: it takes the request and never answers. */
export type Answer = number | 'silent' | { status: number; headers: Record<string, string> };

export interface Receiver {
  url: string;
  /** Everything that came, in order, whatever was answered. */
  posts: Posted[];
  /** Those that were answered with 200. */
  taken: Posted[];
  /** What it answers from now on. */
  answer: (posted: Posted) => Answer | Promise<Answer>;
}

/** A real server that takes what webhooks send; closed when the test ends. */
export async function receiver(): Promise<Receiver> {
  const server = createServer((request, response) => {
    void receive();
    async function receive(): Promise<void> {
      const said = await text(request);
      const posted = { headers: request.headers, text: said, body: JSON.parse(said) };
      one.posts.push(posted);
      const answer = await one.answer(posted);
      if (answer === 'silent') return;
      const { status, headers } =
        typeof answer === 'number' ? { status: answer, headers: {} } : answer;
      if (status === 200) one.taken.push(posted);
      response.writeHead(status, headers).end(status === 200 ? 'taken' : 'not now');
    }
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  const one: Receiver = { url, posts: [], taken: [], answer: () => 200 };
  return one;
}

/** A server that sends webhooks, as it does once it listens. */
export async function webhooksApp(parts: TestParts = {}): Promise<TestApp> {
  const app = await testApp(parts);
  app.app.jobs.start();
  app.app.webhooks.start();
  return app;
}

export async function someWebhook(
  { rest }: TestApp,
  fields: Record<string, unknown>,
): Promise<NewWebhook> {
  const { status, body, text: said } = await rest<NewWebhook>('POST', '/webhooks', fields);
  if (status !== 201) throw new Error(said);
  return body;
}

export const webhookOf = async ({ rest }: TestApp, { id }: { id: string }): Promise<Webhook> =>
  (await rest<Webhook>('GET', `/webhooks/${id}`)).body;

/** What a webhook was sent, the oldest first. */
export async function deliveriesOf(
  { rest }: TestApp,
  { id }: { id: string },
): Promise<WebhookDelivery[]> {
  const { body } = await rest<WebhookDelivery[]>('GET', `/webhooks/${id}/deliveries?limit=500`);
  return body.toReversed();
}

/** Lets all that is due at this moment happen. */
export const settled = ({ clock }: TestApp): Promise<void> => clock.advance(0);

export const typesOf = (posts: readonly Posted[]): string[] => posts.map(({ body }) => body.type);

export async function noted({ rest }: TestApp, { id }: { id: string }, said: string) {
  const note = { author: 'Mara', text: said };
  expect((await rest('POST', `/incidents/${id}/notes`, note)).status).toBe(201);
}
