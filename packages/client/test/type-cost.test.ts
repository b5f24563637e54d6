import { expect, it } from 'vitest';
import budget from '../type-cost/budget.json' with { type: 'json' };
import { everyProcedure } from '../type-cost/every-procedure.ts';

it('costs the compiler of a user at most a tenth more a procedure than was written down', async () => {
  const { instantiations, procedures, files } = await everyProcedure();
  // A contract that grows may cost more, but not each of its procedures.
  const most = Math.floor((budget.instantiations / budget.procedures) * procedures * 1.1);
  expect(
    instantiations,
    `${instantiations} instantiations for ${procedures} procedures, ${most} at most. If it must be so: npm run type-cost -w @tocsin/client`,
  ).toBeLessThanOrEqual(most);
  expect(instantiations).toBeGreaterThan(100);
  // Its own declarations and those of the language: nothing of tRPC, Zod or Node.
  expect(
    files.filter((file) => file.includes('node_modules') && !/typescript.*\/lib\./.test(file)),
  ).toEqual([]);
});
