import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { temporaryFolder } from './database.ts';
import { startServer } from './process.ts';

const program = fileURLToPath(new URL('stock-client.ts', import.meta.url));

it('serves a stock tRPC client in a process of its own', async () => {
  const { url, output } = await startServer({
    DATABASE_URL: `sqlite:${join(await temporaryFolder(), 'tocsin.db')}`,
  });
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [program, url]);
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual({
    phases: ['open', 'acknowledged', 'resolved'],
    runbook: 'Rebuild the search index',
    found: [true],
    notes: ['Rebuilding the index.'],
    stale: 'PRECONDITION_FAILED',
    gone: {
      code: 'NOT_FOUND',
      httpStatus: 404,
      path: 'incidents.get',
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    },
  });
  const { requestId } = (JSON.parse(stdout) as { gone: { requestId: string } }).gone;
  await expect.poll(output).toContain(requestId);
});
