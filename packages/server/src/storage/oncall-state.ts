import { Layer } from '@tocsin/contract';
import * as z from 'zod';
import type { Tables } from './storage.ts';

type Rows<Table extends keyof Tables> = Tables[Table]['$inferSelect'][];

/** What a state has of people and who of them is on call. */
export interface OncallState {
  people: Rows<'people'>;
  schedules: Rows<'schedules'>;
  scheduleOverrides: Rows<'scheduleOverrides'>;
}

export const noOncall: OncallState = { people: [], schedules: [], scheduleOverrides: [] };

const text = z.string();
const stamps = { createdAt: text, updatedAt: text, version: z.int() };

/** Files from before there were schedules have none. */
export const oncallState = {
  people: z
    .array(z.object({ id: text, name: text, email: text.nullable(), timeZone: text, ...stamps }))
    .default([]),
  schedules: z
    .array(
      z.object({
        id: text,
        team: text,
        name: text,
        timeZone: text,
        members: z.array(text),
        layers: z.array(Layer),
        ...stamps,
      }),
    )
    .default([]),
  scheduleOverrides: z
    .array(
      z.object({
        id: text,
        scheduleId: text,
        member: text,
        start: text,
        end: text,
        reason: text,
        createdBy: text,
        ...stamps,
      }),
    )
    .default([]),
};
