import { createClient, importLocalStorage, isTocsinError, type LiveState } from '@tocsin/client';

/** What runs in the browser: a page that uses the client, and is asked what it has seen. */
const url = new URLSearchParams(location.search).get('server') ?? '';
const tocsin = createClient({ url, token: () => 'a token' });
const states: LiveState[] = [];
const titles: string[] = [];

async function watch(): Promise<void> {
  for await (const change of tocsin.incidents.watch(
    {},
    { onState: (state) => states.push(state) },
  )) {
    if (change.type === 'incident.created') titles.push(change.incident?.title ?? '');
  }
}
void watch();

const page = {
  states: () => states,
  titles: () => titles,
  open: async () => (await tocsin.incidents.list({ status: 'Open' })).total,
  create: async (title: string) => {
    const { id } = await tocsin.incidents.create({ title, severity: 'P3', service: 'browser' });
    return id;
  },
  missing: async () => {
    try {
      await tocsin.incidents.get({ id: 'nowhere' });
    } catch (error) {
      return isTocsinError(error, 'NOT_FOUND') ? error.requestId : String(error);
    }
    return 'It was found.';
  },
  aborted: async () => {
    const controller = new AbortController();
    const call = tocsin.runbooks.list({}, { signal: controller.signal });
    controller.abort();
    return call.then(
      () => 'It was not aborted.',
      (error: unknown) => (error as DOMException).name,
    );
  },
  keep: (count: number) => {
    const incidents = Array.from({ length: count }, (_, i) => ({
      id: `old-${i}`,
      title: `Old ${i}`,
      severity: 'P4',
      status: 'Open',
      service: 'imported',
      notes: [{ author: 'Mara', text: 'Said.' }],
    }));
    localStorage.setItem('incidents', JSON.stringify(incidents));
  },
  import: () => importLocalStorage(localStorage, tocsin),
};

export type Page = typeof page;
Object.assign(globalThis, { page });
