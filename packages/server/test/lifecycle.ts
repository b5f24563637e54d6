import type { Incident, Problem, TimelineEntry } from '@tocsin/contract';
import type { TestApp } from './app.ts';

export type Stepped = Incident & { changed: boolean };

/** Takes a step of an incident's life, which must succeed. */
export async function step(
  { rest }: TestApp,
  id: string,
  name: string,
  body: object = {},
): Promise<Stepped> {
  const answer = await rest<Stepped>('POST', `/incidents/${id}/${name}`, body);
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.body;
}

/** Tries one; answers its status and, where it is refused, why. */
export async function tried({ rest }: TestApp, id: string, name: string, body: object = {}) {
  const { status, body: answer } = await rest<Problem>('POST', `/incidents/${id}/${name}`, body);
  return status === 200 ? [status] : [status, answer.detail];
}

/** What happened to an incident, the oldest first. */
export async function timeline({ rest }: TestApp, id: string): Promise<TimelineEntry[]> {
  const { body, text, status } = await rest<TimelineEntry[]>('GET', `/incidents/${id}/timeline`);
  if (status !== 200) throw new Error(text);
  return body;
}

export const typesOf = async (app: TestApp, id: string): Promise<string[]> =>
  (await timeline(app, id)).map(({ type }) => type);
