import { createClient } from '@tocsin/client';

/** What a browser loads to show a list that is live; bundled by a test, never run. */
const tocsin = createClient({ url: '/' });

for await (const change of tocsin.incidents.watch()) {
  if (change.type === 'watch.started') {
    const { items } = await tocsin.incidents.list({ status: 'Open' });
    document.title = `${items.length} open`;
  }
}
