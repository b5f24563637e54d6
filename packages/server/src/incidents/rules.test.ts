import { phases } from '@tocsin/contract';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BackwardPhaseError,
  type IncidentFields,
  noted,
  openIncident,
  phaseFor,
  phasesMatching,
  reopen,
  revise,
  timed,
} from './rules.ts';

const opened = '2026-03-01T08:00:00.000Z';
const later = '2026-03-01T08:05:00.000Z';
const latest = '2026-03-01T09:00:00.000Z';
const input = {
  title: 'Checkout is slow',
  severity: 'P2',
  service: 'checkout-api',
  assignedTo: null,
  status: 'open',
} as const;
const incident = openIncident(input, { id: 'i1', number: 1 }, opened);
const at = (phase: (typeof phases)[number]): IncidentFields =>
  revise(incident, { status: phase }, later)?.incident ?? incident;

describe('opening', () => {
  it('starts in the phase the status word names', () => {
    expect(incident).toMatchObject({ phase: 'open', status: 'Open', acknowledgedAt: null });
    const closed = openIncident({ ...input, status: 'Closed' }, { id: 'i2', number: 2 }, opened);
    expect(closed).toMatchObject({
      phase: 'resolved',
      status: 'Closed',
      acknowledgedAt: null,
      resolvedAt: opened,
    });
  });
});

describe('status words', () => {
  it('takes Open as any phase that is not resolved', () => {
    expect(phaseFor('Open', 'in_progress')).toBe('in_progress');
    expect(phaseFor('Open', 'resolved')).toBe('open');
    expect(phaseFor('Closed', 'open')).toBe('resolved');
    expect(phaseFor('acknowledged', 'open')).toBe('acknowledged');
  });

  it('filters by both vocabularies, and not at all when every phase is wanted', () => {
    expect(phasesMatching(['Open'])).toEqual(['open', 'acknowledged', 'in_progress']);
    expect(phasesMatching(['open'])).toEqual(['open']);
    expect(phasesMatching(['Closed', 'open'])).toEqual(['open', 'resolved']);
    expect(phasesMatching(['Open', 'Closed'])).toBeUndefined();
    expect(phasesMatching(undefined)).toBeUndefined();
  });
});

describe('revising', () => {
  it('changes what is named and leaves the rest', () => {
    const revised = revise(incident, { severity: 'P1', assignedTo: 'Mara' }, later);
    expect(revised?.incident).toEqual({
      ...incident,
      severity: 'P1',
      assignedTo: 'Mara',
      updatedAt: later,
      version: 2,
    });
    expect(revised?.changes).toEqual({
      severity: { from: 'P2', to: 'P1' },
      assignedTo: { from: null, to: 'Mara' },
    });
    expect(revised?.type).toBe('incident.updated');
  });

  it('does nothing when everything is so already', () => {
    expect(revise(incident, { title: incident.title, status: 'Open' }, later)).toBeUndefined();
  });

  it('sets the acknowledgement once and the resolution when it comes', () => {
    const acknowledged = at('acknowledged');
    expect(acknowledged.acknowledgedAt).toBe(later);
    const resolved = revise(acknowledged, { status: 'resolved' }, latest)?.incident;
    expect(resolved).toMatchObject({ acknowledgedAt: later, resolvedAt: latest, status: 'Closed' });
  });

  it('leaves an incident that resolves unseen without an acknowledgement', () => {
    expect(at('resolved')).toMatchObject({
      acknowledgedAt: null,
      resolvedAt: later,
      mttaSeconds: null,
    });
  });

  it('counts the start of work as an acknowledgement', () => {
    expect(at('in_progress').acknowledgedAt).toBe(later);
  });

  it('tells the times in seconds, to the millisecond, and none below zero', () => {
    const times = {
      createdAt: '2026-03-01T08:00:00.000Z',
      acknowledgedAt: '2026-03-01T08:01:00.123Z',
    };
    expect(timed({ ...times, resolvedAt: null })).toMatchObject({
      mttaSeconds: 60.123,
      mttrSeconds: null,
    });
    expect(timed({ ...times, resolvedAt: '2026-03-01T07:00:00.000Z' }).mttrSeconds).toBe(0);
  });

  it('never goes back a phase, whatever the words', () => {
    fc.assert(
      fc.property(fc.constantFrom(...phases), fc.constantFrom(...phases), (from, to) => {
        const before = at(from);
        if (phases.indexOf(to) < phases.indexOf(from)) {
          expect(() => revise(before, { status: to }, latest)).toThrow(BackwardPhaseError);
        } else {
          expect(revise(before, { status: to }, latest)?.incident.phase ?? from).toBe(to);
        }
      }),
    );
  });

  it('names what happened by the phase that was reached', () => {
    expect(revise(incident, { status: 'acknowledged' }, later)?.type).toBe('incident.acknowledged');
    expect(revise(incident, { status: 'in_progress' }, later)?.type).toBe('incident.started');
    expect(revise(incident, { status: 'Closed' }, later)?.type).toBe('incident.resolved');
  });
});

describe('reopening', () => {
  it('is the one way back, and keeps the first acknowledgement', () => {
    const resolved = revise(at('acknowledged'), { status: 'resolved' }, later)?.incident;
    const reopened = reopen(resolved ?? incident, latest);
    expect(reopened?.incident).toMatchObject({
      phase: 'open',
      status: 'Open',
      acknowledgedAt: later,
      resolvedAt: null,
    });
    expect(reopened?.type).toBe('incident.reopened');
  });

  it('does nothing to an incident that is open', () => {
    expect(reopen(at('in_progress'), latest)).toBeUndefined();
  });
});

it('counts a note as a change', () => {
  expect(noted(incident, later)).toEqual({ ...incident, updatedAt: later, version: 2 });
});
