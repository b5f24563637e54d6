import { expect, it } from 'vitest';
import { laneOf, waitAfter, wantsService, wantsType, whyDisable } from './rules.ts';

const HOUR = 3_600_000;

it('a beginning means every type below it, and nothing that only looks like it', () => {
  const wants = (types: string[], type: string) => wantsType({ types }, type);
  expect(wants(['*'], 'runbook.created')).toBe(true);
  expect(wants(['incident.*'], 'incident.created')).toBe(true);
  expect(wants(['incident.*'], 'incident')).toBe(false);
  expect(wants(['incident.*'], 'incidents.created')).toBe(false);
  expect(wants(['incident.created'], 'incident.created')).toBe(true);
  expect(wants(['incident'], 'incident.created')).toBe(false);
});

it('with services, what is of no service is not wanted', () => {
  const wanted = { types: ['*'], services: ['a'] };
  expect([wantsService(wanted, 'a'), wantsService(wanted, 'b')]).toEqual([true, false]);
  expect(wantsService(wanted, undefined)).toBe(false);
  expect(wantsService({ ...wanted, services: null }, undefined)).toBe(true);
});

it('what is about an incident is in its lane, whatever it happened to', () => {
  const event = { seq: 1, type: 'x', actor: 'a', at: '', data: {} };
  const incident = laneOf({ ...event, entity: 'incident', entityId: 'i' });
  const alert = { ...event, entity: 'alert', entityId: 'a', data: { incident_id: 'i' } };
  expect(laneOf(alert)).toBe(incident);
  expect(laneOf({ ...event, entity: 'runbook', entityId: 'i' })).not.toBe(incident);
});

it('waits seconds at first, then about as long as it has been failing, an hour at most', () => {
  expect(waitAfter(0, 0)).toBe(2_500);
  expect(waitAfter(0, 1)).toBe(5_000);
  expect(waitAfter(60_000, 1)).toBe(60_000);
  expect(waitAfter(72 * HOUR, 1)).toBe(HOUR);
  expect(waitAfter(0, 1, 2 * HOUR)).toBe(2 * HOUR);
  expect(waitAfter(0, 1, 1_000 * HOUR)).toBe(24 * HOUR);
});

it('disables what is gone at once, what refuses ten in a row, what has failed for too long', () => {
  const now = Date.parse('2026-03-04T08:00:00.000Z');
  const limits = { now, disableAfterMs: 72 * HOUR };
  const answer = { isGone: false, detail: 'HTTP 500' };
  const failing = { failingSince: '2026-03-01T08:00:00.001Z', refusedInRow: 9 };
  expect(whyDisable(failing, answer, limits)).toBeUndefined();
  expect(whyDisable({ ...failing, refusedInRow: 10 }, answer, limits)).toContain('in a row');
  const longer = { ...failing, failingSince: '2026-03-01T08:00:00.000Z' };
  expect(whyDisable(longer, answer, limits)).toContain('HTTP 500');
  expect(whyDisable(failing, { ...answer, isGone: true }, limits)).toContain('gone');
});
