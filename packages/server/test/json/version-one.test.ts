import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Incident, Runbook } from '@tocsin/contract';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../database.ts';
import { launch } from '../launch.ts';
import { besides, createIncident, servedJson, stateIn } from './served.ts';

/** As a backend in Python writes it: `json.dump(state, file, indent=2)`, times by `isoformat()`. */
const written = String.raw`{
  "schemaVersion": 1,
  "incidents": [
    {
      "id": "inc-002",
      "title": "Payments \ud83d\udd25 fail in Z\u00fcrich",
      "severity": "P1",
      "status": "Open",
      "service": "payments",
      "createdAt": "2025-04-02T09:30:00.123456+00:00",
      "updatedAt": "2025-04-02T11:45:10.654321+00:00",
      "notes": [
        {"timestamp": "2025-04-02T10:00:00.000001+00:00", "author": "Mara", "text": "Looking"},
        {"timestamp": "2025-04-02T13:00:00.5+02:00", "author": "J\u00f6rg", "text": "Line 1\nLine 2"},
        {"timestamp": "2025-04-02T11:45:10.654321", "author": "Mara", "text": "Rolled back"}
      ]
    },
    {
      "id": "7b0c5a1e-57c3-4f0e-9a53-0d9b8f6f2b11",
      "title": "Search is slow",
      "severity": "P3",
      "status": "Closed",
      "service": "search",
      "createdAt": "2025-04-01T08:00:00",
      "updatedAt": "2025-04-01T20:15:00",
      "notes": []
    },
    {
      "id": "INC 3/\u00fc?#",
      "title": "Disk nearly full",
      "severity": "P4",
      "status": "Open",
      "service": "db",
      "createdAt": "2025-04-02T09:30:00.123999",
      "updatedAt": "2025-04-02T09:30:00.123999",
      "notes": [{"timestamp": "2025-04-02T09:31:00Z", "author": "bot", "text": "97 %"}]
    }
  ],
  "runbooks": [
    {
      "id": "rb-1",
      "title": "Fail over the database",
      "tags": ["db", "failover"],
      "content": "## Steps\n\n1. Breathe.\n",
      "createdAt": "2025-01-01T00:00:00.000001+00:00",
      "updatedAt": "2025-03-01T12:00:00.250000+00:00"
    },
    {
      "id": "rb-2",
      "title": "Restart search",
      "tags": [],
      "content": "",
      "createdAt": "2025-01-02T00:00:00+00:00",
      "updatedAt": "2025-01-02T00:00:00+00:00"
    }
  ]
}`;

async function fileWith(text: string): Promise<string> {
  const path = join(await temporaryFolder(), 'state.json');
  writeFileSync(path, text);
  return path;
}

describe('a file of version 1, as another backend wrote it', () => {
  it('opens, and nothing in it is lost', async () => {
    const test = await servedJson(await fileWith(written));
    const { body: incidents } = await test.rest<Incident[]>('GET', '/incidents?sort=createdAt');
    const lifted = { assignedTo: null, version: 1 };
    const open = { ...lifted, phase: 'open', acknowledgedAt: null, resolvedAt: null };
    const closedAt = '2025-04-01T20:15:00.000Z';
    expect(incidents).toMatchObject([
      {
        ...lifted,
        id: '7b0c5a1e-57c3-4f0e-9a53-0d9b8f6f2b11',
        number: 1,
        title: 'Search is slow',
        severity: 'P3',
        status: 'Closed',
        phase: 'resolved',
        service: 'search',
        createdAt: '2025-04-01T08:00:00.000Z',
        updatedAt: closedAt,
        resolvedAt: closedAt,
        notes: [],
      },
      {
        ...open,
        id: 'inc-002',
        number: 2,
        title: 'Payments 🔥 fail in Zürich',
        severity: 'P1',
        status: 'Open',
        service: 'payments',
        createdAt: '2025-04-02T09:30:00.123Z',
        updatedAt: '2025-04-02T11:45:10.654Z',
        notes: [
          { timestamp: '2025-04-02T10:00:00.000Z', author: 'Mara', text: 'Looking' },
          { timestamp: '2025-04-02T11:00:00.500Z', author: 'Jörg', text: 'Line 1\nLine 2' },
          { timestamp: '2025-04-02T11:45:10.654Z', author: 'Mara', text: 'Rolled back' },
        ],
      },
      {
        ...open,
        id: 'INC 3/ü?#',
        number: 3,
        title: 'Disk nearly full',
        severity: 'P4',
        status: 'Open',
        service: 'db',
        createdAt: '2025-04-02T09:30:00.123Z',
        notes: [{ timestamp: '2025-04-02T09:31:00.000Z', author: 'bot', text: '97 %' }],
      },
    ]);
    const { body: runbooks } = await test.rest<Runbook[]>('GET', '/runbooks');
    expect(runbooks).toEqual([
      {
        id: 'rb-1',
        title: 'Fail over the database',
        tags: ['db', 'failover'],
        content: '## Steps\n\n1. Breathe.\n',
        createdAt: '2025-01-01T00:00:00.000Z',
        updatedAt: '2025-03-01T12:00:00.250Z',
        version: 1,
      },
      {
        id: 'rb-2',
        title: 'Restart search',
        tags: [],
        content: '',
        createdAt: '2025-01-02T00:00:00.000Z',
        updatedAt: '2025-01-02T00:00:00.000Z',
        version: 1,
      },
    ]);
  });

  it('works on as any other: by id, in searches and totals, with notes and new numbers', async () => {
    const test = await servedJson(await fileWith(written));
    for (const id of ['inc-002', '7b0c5a1e-57c3-4f0e-9a53-0d9b8f6f2b11', 'INC 3/ü?#']) {
      const { status, body } = await test.rest<Incident>(
        'POST',
        `/incidents/${encodeURIComponent(id)}/notes`,
        { author: 'new', text: 'added after' },
      );
      expect([status, body.id, body.notes.at(-1)?.text]).toEqual([201, id, 'added after']);
    }
    const idsOf = async (query: string) =>
      (await test.rest<Incident[]>('GET', `/incidents?${query}`)).body.map(({ id }) => id);
    expect(await idsOf('q=zurich')).toEqual(['inc-002']);
    expect(await idsOf('q=rolled+back')).toEqual(['inc-002']);
    expect(await idsOf('status=Closed')).toEqual(['7b0c5a1e-57c3-4f0e-9a53-0d9b8f6f2b11']);
    expect((await test.rest('GET', '/incidents?status=Open')).total).toBe(2);
    expect((await test.rest<Runbook[]>('GET', '/runbooks?tag=failover')).body).toHaveLength(1);
    const revisions = await test.rest<{ revision: number }[]>('GET', '/runbooks/rb-1/revisions');
    expect(revisions.body).toMatchObject([{ revision: 1, content: '## Steps\n\n1. Breathe.\n' }]);
    expect((await createIncident(test, 'the next')).number).toBe(4);
  });

  it('is written in the new version at once, and kept as it was beside that', async () => {
    const path = await fileWith(written);
    const first = await servedJson(path);
    const state = stateIn(path);
    expect(state.schemaVersion).toBe(2);
    expect(state.incidents).toHaveLength(3);
    const [kept = '', ...others] = besides(path).filter((name) => name !== 'state.json');
    expect(others).toEqual([]);
    expect(kept).toMatch(/^state\.json\.version-1-\d{4}-/);
    expect(readFileSync(join(path, '..', kept), 'utf8')).toBe(written);
    expect(first.warnings).toHaveLength(1);
    await first.app.close();

    const again = await servedJson(path);
    expect(again.warnings).toEqual([]);
    expect(stateIn(path)).toEqual(state);
    expect(besides(path)).toEqual(['state.json', kept]);
  });

  it('is not filled with sample data, even when it is empty', async () => {
    for (const [text, incidents, runbooks] of [
      [written, '3', '2'],
      ['{"schemaVersion": 1, "incidents": [], "runbooks": []}', '0', '0'],
    ] as const) {
      const path = await fileWith(text);
      const server = launch([], { environment: { DATABASE_URL: `json:${path}` } });
      onTestFinished(() => void server.child.kill('SIGKILL'));
      const url = await server.listening();
      const total = async (list: string) =>
        (await fetch(`${url}/api/v1/${list}`)).headers.get('x-total-count');
      expect([await total('incidents'), await total('runbooks')]).toEqual([incidents, runbooks]);
      server.child.kill('SIGTERM');
      await server.ended;
      expect(stateIn(path).schemaVersion).toBe(2);
    }
  });

  it('keeps the order of the file for incidents of the same moment', async () => {
    const at = '2025-04-01T08:00:00.000Z';
    const incidents = Array.from({ length: 40 }, (_, i) => ({
      id: `i${i}`,
      title: `t${i}`,
      severity: 'P1',
      status: 'Open',
      service: 's',
      createdAt: at,
      updatedAt: at,
      notes: [],
    }));
    const path = await fileWith(JSON.stringify({ schemaVersion: 1, incidents, runbooks: [] }));
    const { rest } = await servedJson(path);
    const { body } = await rest<Incident[]>('GET', '/incidents?sort=createdAt');
    expect(body.map(({ id }) => id)).toEqual(incidents.map(({ id }) => id));
    expect(body.map(({ number }) => number)).toEqual(incidents.map((_, i) => i + 1));
    expect(existsSync(path)).toBe(true);
  });
});
