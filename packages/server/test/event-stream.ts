import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { onTestFinished } from 'vitest';

export interface StreamItem {
  id: string;
  data: { type: string; seq: number; entity?: string; entityId?: string; at?: string };
}

export interface Stream {
  status: number;
  headers: IncomingHttpHeaders;
  /** Everything that came, `watch.started` too. */
  items: StreamItem[];
  /** The same without `watch.started`. */
  events(): StreamItem['data'][];
  /** How many comments came. */
  beats(): number;
  /** How it has ended, if it has: properly, or in the middle. */
  end(): 'properly' | 'cut' | undefined;
  /** Takes nothing more from the network, until told to go on. */
  pause(): void;
  resume(): void;
  leave(): void;
}

/** Watches events over REST with nothing but HTTP: what comes is taken as the format has it. */
export async function eventStream(
  server: string,
  query = '',
  headers: Record<string, string> = {},
): Promise<Stream> {
  const sent = request(`${server}/api/v1/events${query}`, { headers, agent: false });
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    sent.on('response', resolve).on('error', reject).end();
  });
  onTestFinished(() => void sent.destroy());
  const items: StreamItem[] = [];
  let beats = 0;
  let end: 'properly' | 'cut' | undefined;
  let rest = '';
  response.setEncoding('utf8');
  response.on('data', (text: string) => {
    const messages = (rest + text).split('\n\n');
    rest = messages.pop() ?? '';
    for (const message of messages) {
      const [, id, data] = /^id: (\d+)\ndata: (\{[^\n]*\})$/.exec(message) ?? [];
      if (id !== undefined && data !== undefined) items.push({ id, data: JSON.parse(data) });
      else if (message === ':') beats += 1;
      else throw new Error(`This is no server-sent event: ${message}`);
    }
  });
  response.once('end', () => (end = 'properly'));
  response.once('error', () => (end ??= 'cut'));
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    items,
    events: () => items.map(({ data }) => data).filter(({ type }) => type !== 'watch.started'),
    beats: () => beats,
    end: () => end,
    pause: () => void response.pause(),
    resume: () => void response.resume(),
    leave: () => void sent.destroy(),
  };
}
