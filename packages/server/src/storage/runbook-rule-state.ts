import { Severity } from '@tocsin/contract';
import * as z from 'zod';
import type { Tables } from './storage.ts';

type Rows<Table extends keyof Tables> = Tables[Table]['$inferSelect'][];

/** What a state has of runbooks that are attached to incidents, and of the rules that do. */
export interface RunbookRuleState {
  runbookRules: Rows<'runbookRules'>;
  incidentRunbooks: Rows<'incidentRunbooks'>;
  keptRevisions: Rows<'keptRevisions'>;
}

export const noRunbookRules: RunbookRuleState = {
  runbookRules: [],
  incidentRunbooks: [],
  keptRevisions: [],
};

const text = z.string();
const maybe = text.nullable();

/** Files from before there were rules have none. */
export const runbookRuleState = {
  runbookRules: z
    .array(
      z.object({
        position: z.int(),
        id: text,
        name: text,
        runbookId: text,
        services: z.array(text).nullable(),
        severities: z.array(Severity).nullable(),
        words: z.array(text).nullable(),
        labels: z.record(text, text).nullable(),
        createdAt: text,
        updatedAt: text,
        version: z.int(),
      }),
    )
    .default([]),
  incidentRunbooks: z
    .array(
      z.object({
        position: z.int(),
        incidentId: text,
        runbookId: text,
        revision: z.int(),
        ruleId: maybe,
        ruleName: maybe,
        attachedAt: text,
        attachedBy: text,
      }),
    )
    .default([]),
  keptRevisions: z
    .array(
      z.object({
        runbookId: text,
        revision: z.int(),
        title: text,
        tags: z.array(text),
        content: text,
      }),
    )
    .default([]),
};
