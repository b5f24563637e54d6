import type { RestAnswer, TestApp } from './app.ts';

/** Where `Link: …; rel="next"` leads to, as `rest` takes it. */
export function nextPage({ headers }: RestAnswer<unknown>): string | undefined {
  const [, link] = /^<([^>]+)>; rel="next"$/.exec(headers['link'] ?? '') ?? [];
  return link === undefined ? undefined : `/${link}`;
}

/** The pages of a list, found by following its links until there is none. */
export async function walk<T>(
  { rest }: TestApp,
  path: string,
  betweenPages: (pagesSoFar: number) => Promise<void> = async () => {},
): Promise<T[][]> {
  const pages: T[][] = [];
  for (let next: string | undefined = path; next !== undefined;) {
    const page: RestAnswer<T[]> = await rest('GET', next);
    if (page.status !== 200) throw new Error(page.text);
    if (pages.push(page.body) > 500) throw new Error('The list does not end.');
    next = nextPage(page);
    if (next !== undefined) await betweenPages(pages.length);
  }
  return pages;
}
