import type { EscalationStep, EscalationTarget } from '@tocsin/client';

/** A step while it is written: names by commas, all of one kind. */
export interface StepDraft {
  key: number;
  type: EscalationTarget['type'];
  names: string;
  delayMinutes: number;
  /** Targets of the other kind, which stay as they are. */
  others: readonly EscalationTarget[];
}

let lastKey = 0;

export function newStep(): StepDraft {
  return { key: ++lastKey, type: 'schedule', names: '', delayMinutes: 5, others: [] };
}

const nameOf = (target: EscalationTarget): string =>
  target.type === 'person' ? target.person : target.team;

export function draftOf({ delayMinutes, targets }: EscalationStep): StepDraft {
  const type = targets[0]?.type ?? 'schedule';
  const names = targets.filter((target) => target.type === type).map(nameOf);
  const others = targets.filter((target) => target.type !== type);
  return { ...newStep(), type, names: names.join(', '), delayMinutes, others };
}

export function stepOf({ type, names, delayMinutes, others }: StepDraft): EscalationStep {
  const targets = namesOf(names).map((name): EscalationTarget =>
    type === 'person' ? { type, person: name } : { type, team: name },
  );
  return { delayMinutes, targets: [...targets, ...others] };
}

/** `a, b` is two names; empty ones are none. */
export const namesOf = (text: string): string[] =>
  text
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
