import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contract } from '@tocsin/contract';
import { timeOf } from './lenient.ts';
import { readMapped } from './mapped.ts';
import { readNotification } from './notification.ts';
import { eventOf, faultsOf, signalOf } from './pagerduty.ts';
import type { IntegrationRow } from './queries.ts';
import { type Reading, type Signal, UnreadableError } from './signal.ts';

const integration: IntegrationRow = {
  position: 1,
  id: 'i',
  name: 'Any',
  service: 'infra',
  defaultSeverity: 'medium',
  serviceLabel: 'team',
  autoResolve: true,
  mapping: null,
  signingSecret: null,
  keyHash: '',
  keyHint: '',
  createdAt: '',
  updatedAt: '',
  lastUsedAt: null,
  version: 1,
};

const { service, message, labels, dedup_key, severity } = contract.alerts.create.input.shape;

/** What the rest of the API refuses must not come in by a sender. */
function expectStorable(signal: Signal): void {
  if (signal.dedupKey !== null) {
    expect(signal.dedupKey.length).toBeLessThanOrEqual(255);
    expectPlain(signal.dedupKey);
  }
  if (signal.kind !== 'firing') return;
  expect(service.safeParse(signal.service)).toMatchObject({ success: true });
  expect(message.safeParse(signal.message)).toMatchObject({ success: true });
  expect(labels.safeParse(signal.labels)).toMatchObject({ success: true });
  expect(severity.safeParse(signal.severity)).toMatchObject({ success: true });
  if (signal.timestamp !== null)
    expect(new Date(signal.timestamp).toISOString()).toBe(signal.timestamp);
  const details = JSON.stringify(signal.details);
  expect(details.length).toBeLessThan(20_000);
  // As JSON has them: an escape that no other backslash has escaped.
  expect(details).not.toMatch(/(?<!\\)(\\\\)*\\u(0000|d[89a-f])/);
}

const expectPlain = (text: string) => {
  expect(text.isWellFormed()).toBe(true);
  expect(text).not.toContain('\u0000');
};

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom('\u0000', '\ud800x', '\\u0000', '__proto__', 'x'.repeat(11_000), 'critical', ''),
);
const anything = fc.oneof(
  fc.jsonValue({ stringUnit: 'binary' }),
  anyText,
  fc.dictionary(anyText, anyText),
);
const status = fc.oneof(fc.constantFrom('firing', 'resolved', 'Resolved'), anything);
const anyAlert = fc.record(
  {
    status,
    labels: fc.oneof(fc.dictionary(anyText, anything), anything),
    annotations: fc.oneof(fc.record({ summary: anything, description: anything }), anything),
    startsAt: anything,
    endsAt: anything,
    fingerprint: anything,
    values: anything,
  },
  { requiredKeys: [] },
);

function readAll(read: () => Reading): void {
  try {
    const { signals, unreadable } = read();
    for (const signal of signals) expectStorable(signal);
    for (const { reason } of unreadable) expect(reason).toMatch(/^Its? [^\n]+\.$/);
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
  }
}

describe('whatever a sender sends', () => {
  it('a notification is read, or is unreadable, and never makes what cannot be stored', () => {
    const payload = fc.oneof(
      fc.record({ alerts: fc.array(fc.oneof(anyAlert, anything)), status, groupKey: anything }),
      anything,
    );
    fc.assert(fc.property(payload, (sent) => readAll(() => readNotification(sent, integration))));
  });

  it('JSON by a mapping is read, or is unreadable, and never makes what cannot be stored', () => {
    const payload = fc.oneof(
      fc.record(
        {
          message: anything,
          severity: anything,
          status,
          id: anything,
          time: anything,
          labels: fc.oneof(fc.dictionary(anyText, anything), anything),
        },
        { requiredKeys: [] },
      ),
      anything,
    );
    const mapping = fc.constantFrom(
      null,
      { alerts: 'message' },
      { message: 'labels.0', labels: '' },
    );
    fc.assert(
      fc.property(payload, mapping, (sent, found) =>
        readAll(() => readMapped(sent, { ...integration, mapping: found })),
      ),
    );
  });

  it('an event without faults becomes a signal that can be stored', () => {
    const event = fc.record({
      routing_key: fc.oneof(fc.constant('k'.repeat(32)), anything),
      event_action: fc.oneof(fc.constantFrom('trigger', 'acknowledge', 'resolve'), anything),
      dedup_key: fc.oneof(anyText, anything),
      payload: fc.record({
        summary: fc.oneof(anyText, anything),
        source: fc.oneof(anyText, anything),
        severity: fc.oneof(fc.constantFrom('critical', 'info'), anything),
        custom_details: anything,
        timestamp: anything,
      }),
      links: anything,
    });
    fc.assert(
      fc.property(event, (sent) => {
        if (faultsOf(sent).length > 0) return;
        expectStorable(signalOf(eventOf(sent), integration));
      }),
    );
  });
});

describe('a time', () => {
  it.each([
    ['2026-03-01T07:58:08.326990857Z', '2026-03-01T07:58:08.326Z'],
    ['2021-10-12T09:51:03.157076+02:00', '2021-10-12T07:51:03.157Z'],
    ['2015-07-17T08:42:58.315+0000', '2015-07-17T08:42:58.315Z'],
    ['2026-03-01T08:00:00', '2026-03-01T08:00:00.000Z'],
    ['2026-03-01 08:00', '2026-03-01T08:00:00.000Z'],
    ['2026-03-01', '2026-03-01T00:00:00.000Z'],
    [1_772_351_990, '2026-03-01T07:59:50.000Z'],
    [1_772_351_990_123, '2026-03-01T07:59:50.123Z'],
    ['0001-01-01T00:00:00Z', null],
    ['soon', null],
    ['', null],
    [Infinity, null],
    [{}, null],
    [null, null],
  ])('of %j is %j', (said, wanted) => {
    expect(timeOf(said)).toBe(wanted);
  });
});

it('a key that is too long to be stored is another for each', () => {
  const alert = (fingerprint: string) => ({ status: 'resolved', labels: {}, fingerprint });
  const alerts = ['a', 'b'].map((end) => alert(`${'x'.repeat(300)}${end}`));
  const { signals } = readNotification({ alerts }, integration);
  const keys = signals.map(({ dedupKey }) => dedupKey);
  expect(new Set(keys).size).toBe(2);
  expect(dedup_key.safeParse(keys[0])).toMatchObject({ success: true });
});
