import type { Layer, LayerInput, Weekday } from '@tocsin/client';

export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const satisfies readonly Weekday[];

export type Rotation = Layer['rotation'];

export const units: Record<Rotation, string> = {
  hourly: 'hours',
  daily: 'days',
  weekly: 'weeks',
  monthly: 'months',
};

/** A rotation while it is written: the fields of every kind, so that none is lost by a change of mind. */
export interface LayerDraft {
  key: number;
  rotation: Rotation;
  turnLength: number;
  handoffDay: Weekday;
  handoffDate: number;
  handoffTime: string;
  members: readonly string[];
  restrictions: Layer['restrictions'];
  start: string | undefined;
  end: string | null;
  timeZone: string | null;
}

let lastKey = 0;

export function newLayer(members: readonly string[]): LayerDraft {
  return {
    key: ++lastKey,
    rotation: 'weekly',
    turnLength: 1,
    handoffDay: 'monday',
    handoffDate: 1,
    handoffTime: '09:00',
    members,
    restrictions: [],
    start: undefined,
    end: null,
    timeZone: null,
  };
}

export function draftOf(layer: Layer): LayerDraft {
  return { ...newLayer(layer.members), ...layer };
}

export function layerOf(draft: LayerDraft): LayerInput {
  const { turnLength, handoffTime, members, restrictions, start, end, timeZone } = draft;
  const all = {
    turnLength,
    handoffTime,
    members: [...members],
    restrictions,
    end,
    timeZone,
    ...(start !== undefined && { start }),
  };
  switch (draft.rotation) {
    case 'weekly':
      return { rotation: 'weekly', handoffDay: draft.handoffDay, ...all };
    case 'monthly':
      return { rotation: 'monthly', handoffDate: draft.handoffDate, ...all };
    default:
      return { rotation: draft.rotation, ...all };
  }
}

/** `monday` is `Mon`. */
export const shortDay = (day: Weekday): string => day.slice(0, 1).toUpperCase() + day.slice(1, 3);
export const longDay = (day: Weekday): string => day.slice(0, 1).toUpperCase() + day.slice(1);
