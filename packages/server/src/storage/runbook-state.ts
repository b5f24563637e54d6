import * as z from 'zod';
import type { Tables } from './storage.ts';

type Rows<Table extends keyof Tables> = Tables[Table]['$inferSelect'][];

/** What a state has of runbooks. Their tags and search terms follow from it. */
export interface RunbookState {
  runbooks: Rows<'runbooks'>;
  runbookRevisions: Rows<'runbookRevisions'>;
}

const id = z.string();
const count = z.int();
const time = z.string();

export const runbookState = {
  runbooks: z.array(
    z.object({
      position: count,
      id,
      title: z.string(),
      tags: z.array(z.string()),
      content: z.string(),
      createdAt: time,
      updatedAt: time,
      version: count,
    }),
  ),
  runbookRevisions: z.array(
    z.object({
      runbookId: id,
      revision: count,
      title: z.string(),
      tags: z.array(z.string()),
      content: z.string(),
      savedAt: time,
      savedBy: z.string(),
    }),
  ),
};
