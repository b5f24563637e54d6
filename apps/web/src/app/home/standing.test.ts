import { expect, it } from 'vitest';
import { openByService } from './standing.ts';

it('services stand by how many are open, and how many of them are urgent; those without are left out', () => {
  const all = [
    { group: 'api', openNow: 1 },
    { group: 'done', openNow: 0 },
    { group: 'search', openNow: 2 },
    { group: 'web', openNow: 1 },
  ];
  const urgent = [
    { group: 'done', openNow: 0 },
    { group: 'web', openNow: 1 },
  ];
  expect(openByService(all, urgent)).toEqual([
    { service: 'search', count: 2, urgent: 0 },
    { service: 'web', count: 1, urgent: 1 },
    { service: 'api', count: 1, urgent: 0 },
  ]);
});
