import { once } from 'node:events';
import { chmodSync, lstatSync, readFileSync, statSync, symlinkSync, watch } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Incident, Runbook } from '@tocsin/contract';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../database.ts';
import type { Readings } from './file-reader.ts';
import { besides, createIncident, servedJson, stateIn } from './served.ts';

const newPath = async () => join(await temporaryFolder(), 'state.json');

describe('the file', () => {
  it('has each change before it is answered', async () => {
    const path = await newPath();
    const { rest } = await servedJson(path);
    const input = { title: 'Checkout is slow', severity: 'P2', service: 'checkout-api' };
    const { body: created } = await rest<Incident>('POST', '/incidents', input);
    const inFile = () => stateIn(path).incidents.find(({ id }) => id === created.id);
    expect(inFile()).toMatchObject(created);

    await rest('PATCH', `/incidents/${created.id}`, { severity: 'P1' });
    expect(inFile()).toMatchObject({ severity: 'P1', version: 2 });
    await rest('POST', `/incidents/${created.id}/notes`, { author: 'Mara', text: 'Seen' });
    expect(inFile()?.notes).toMatchObject([{ author: 'Mara', text: 'Seen' }]);
    await rest('POST', `/incidents/${created.id}/close`);
    expect(inFile()).toMatchObject({ status: 'Closed', phase: 'resolved' });
    await rest('POST', `/incidents/${created.id}/reopen`);
    expect(inFile()).toMatchObject({ status: 'Open', phase: 'open' });
    await rest('DELETE', `/incidents/${created.id}`);
    expect(inFile()).toBeUndefined();

    const text = { title: 'Restart', tags: ['cache'], content: '## Steps' };
    const { body: runbook } = await rest<Runbook>('POST', '/runbooks', text);
    expect(stateIn(path).runbooks).toMatchObject([{ ...text, id: runbook.id }]);
    await rest('PUT', `/runbooks/${runbook.id}`, { ...text, content: '## Other steps' });
    expect(stateIn(path).runbooks).toMatchObject([{ content: '## Other steps', version: 2 }]);
    expect(stateIn(path).runbookRevisions.map(({ content }) => content)).toEqual([
      '## Steps',
      '## Other steps',
    ]);
    await rest('DELETE', `/runbooks/${runbook.id}`);
    expect(stateIn(path)).toMatchObject({ runbooks: [], runbookRevisions: [] });
    expect(stateIn(path).events).toHaveLength(9);
  });

  it('can be read by people, and compared line by line', async () => {
    const path = await newPath();
    const test = await servedJson(path);
    await createIncident(test, 'Zürich: "down" 🔥');
    await createIncident(test, 'Another');
    const lines = readFileSync(path, 'utf8').split('\n');
    expect(lines.slice(0, 3)).toEqual(['{', '"schemaVersion": 2,', '"incidents": [']);
    expect(lines.at(-1)).toBe('');
    const [zurich = '', another = ''] = lines.slice(3, 5);
    expect(zurich).toContain('"title":"Zürich: \\"down\\" 🔥"');
    expect(JSON.parse(another)).toMatchObject({ title: 'Another', number: 2, notes: [] });
  });

  it('is whole at every moment, while 200 changes are written', async () => {
    const path = await newPath();
    const test = await servedJson(path);
    await createIncident(test, 'the first');
    const stop = new Int32Array(new SharedArrayBuffer(4));
    const program = new URL('file-reader.ts', import.meta.url);
    const worker = new Worker(program, { workerData: { path, stop } });
    onTestFinished(() => void worker.terminate());
    await once(worker, 'message');
    for (let i = 0; i < 200; i += 1) await createIncident(test, `${i} ${'long '.repeat(30)}`);
    Atomics.store(stop, 0, 1);
    const [{ reads, counts, problems }] = (await once(worker, 'message')) as [Readings];
    expect(problems).toEqual([]);
    expect(reads).toBeGreaterThan(20);
    expect(counts.length).toBeGreaterThan(10);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    expect(stateIn(path).incidents).toHaveLength(201);
    expect(besides(path)).toEqual(['state.json']);
  }, 60_000);

  it('is written a few times only for 200 changes that come at once', async () => {
    const path = await newPath();
    const test = await servedJson(path);
    await createIncident(test, 'the first');
    let written = 0;
    const watcher = watch(join(path, '..'), (event, name) => {
      if (event === 'rename' && name === 'state.json') written += 1;
    });
    onTestFinished(() => watcher.close());
    const settled = () => new Promise((resolve) => setTimeout(resolve, 200));
    for (let i = 0; i < 20; i += 1) await createIncident(test, `one by one ${i}`);
    await settled();
    expect(written).toBeGreaterThanOrEqual(20);

    written = 0;
    const created = await Promise.all(
      Array.from({ length: 200 }, (_, i) => createIncident(test, `at once ${i}`)),
    );
    await settled();
    expect(written).toBeGreaterThanOrEqual(1);
    expect(written).toBeLessThan(20);
    expect(stateIn(path).incidents).toHaveLength(221);
    expect(created.map(({ number }) => number)).toEqual(created.map((_, i) => i + 22));
  });

  it('is not written for a request that changes nothing', async () => {
    const path = await newPath();
    const test = await servedJson(path);
    const { id } = await createIncident(test, 'as it is');
    const { ino } = statSync(path);
    expect((await test.rest('PATCH', `/incidents/${id}`, { title: 'as it is' })).status).toBe(200);
    expect((await test.rest('PATCH', '/incidents/unknown', { title: 'x' })).status).toBe(404);
    expect((await test.rest('POST', `/incidents/${id}/reopen`)).status).toBe(200);
    expect((await test.rest('GET', '/incidents')).status).toBe(200);
    expect(statSync(path).ino).toBe(ino);
    await test.rest('PATCH', `/incidents/${id}`, { title: 'another' });
    expect(statSync(path).ino).not.toBe(ino);
  });

  it('stays as private as somebody made it, and where a link says it is', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'real.json');
    const first = await servedJson(path);
    await createIncident(first, 'secret');
    await first.app.close();
    chmodSync(path, 0o600);
    const link = join(folder, 'link.json');
    symlinkSync(path, link);

    const test = await servedJson(link);
    await createIncident(test, 'another');
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(stateIn(path).incidents).toHaveLength(2);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    await expect(servedJson(path)).rejects.toThrow('Another process has');
  });
});
