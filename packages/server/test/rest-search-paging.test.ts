import type { Incident } from '@tocsin/contract';
import { expect, test } from 'vitest';
import { someIncident, testApp } from './app.ts';
import { walk } from './rest-walk.ts';

const MINUTE = 60_000;

/** Twelve incidents a minute apart: a third has the word in the title, a third in its notes. */
async function twelveIncidents() {
  const app = await testApp();
  const times: string[] = [];
  for (let n = 0; n < 12; n += 1) {
    const title = n % 3 === 0 ? `Zeppelin ${n}` : `Other ${n}`;
    const { id, createdAt } = await someIncident(app, { title });
    times.push(createdAt);
    if (n % 3 === 1) {
      await app.rest('POST', `/incidents/${id}/notes`, { text: 'a zeppelin', author: 'Mara' });
    }
    await app.clock.advance(MINUTE);
  }
  return { ...app, times };
}

const numbersOf = (page: readonly Incident[]) =>
  page.map(({ title }) => Number(title.split(' ')[1]));

test('a search goes page by page through those with the word in the title, then the rest', async () => {
  const app = await twelveIncidents();
  const [, from, , , , , , , , , to] = app.times;
  const range = `from=${from}&to=${to}`;
  const searches: [string, number[]][] = [
    ['', [9, 6, 3, 0, 10, 7, 4, 1]],
    [`&${range}`, [9, 6, 3, 7, 4, 1]],
    ['&sort=-createdAt', [10, 9, 7, 6, 4, 3, 1, 0]],
    [`&sort=-createdAt&${range}`, [9, 7, 6, 4, 3, 1]],
    ['&sort=createdAt', [0, 1, 3, 4, 6, 7, 9, 10]],
    [`&sort=createdAt&${range}`, [1, 3, 4, 6, 7, 9]],
  ];
  for (const [query, expected] of searches) {
    for (const limit of [1, 3, 4, 100]) {
      const pages = await walk<Incident>(app, `/incidents?q=zeppelin${query}&limit=${limit}`);
      expect(numbersOf(pages.flat()), `${query}, ${limit} a page`).toEqual(expected);
      expect(pages).toHaveLength(Math.ceil(expected.length / limit));
    }
  }
});
