import { EscalationEnd, EscalationRun, EscalationState, EscalationStep } from '@tocsin/contract';
import * as z from 'zod';
import type { Tables } from './storage.ts';

type Rows<Table extends keyof Tables> = Tables[Table]['$inferSelect'][];

/** What a state has of escalation policies, and of what goes on by them. */
export interface EscalationsState {
  escalationPolicies: Rows<'escalationPolicies'>;
  escalations: Rows<'escalations'>;
}

export const noEscalations: EscalationsState = { escalationPolicies: [], escalations: [] };

const text = z.string();
const maybe = text.nullable();
const count = z.int();
const steps = z.array(EscalationStep);

/** Files from before there were escalations have none. */
export const escalationsState = {
  escalationPolicies: z
    .array(
      z.object({
        id: text,
        name: text,
        services: z.array(text),
        isDefault: z.boolean(),
        steps,
        repeat: count,
        createdAt: text,
        updatedAt: text,
        version: count,
      }),
    )
    .default([]),
  escalations: z
    .array(
      z.object({
        id: text,
        incidentId: text,
        service: text,
        state: EscalationState,
        endedBy: EscalationEnd.nullable(),
        policyId: maybe,
        policyName: text,
        steps,
        repeat: count,
        done: count,
        nextAt: maybe,
        leftMs: count.nullable(),
        runs: z.array(EscalationRun),
        startedAt: text,
        endedAt: maybe,
      }),
    )
    .default([]),
};
