import { isTocsinError } from '../errors.ts';

/** What became of one kind of items. */
export interface ImportCount {
  /** How many are in the storage. */
  found: number;
  /** How many this run has brought to the server. */
  imported: number;
  /** How many were there already. */
  already: number;
}

/** Something that was not imported. It is still in the storage. */
export interface Skipped {
  kind: 'incident' | 'runbook';
  /** The old id, where it has one. */
  id?: string;
  /** What is wrong with it; with a part of it, such as a note, which part. */
  reason: string;
}

/** What {@link importLocalStorage} did. */
export interface ImportReport {
  incidents: ImportCount;
  runbooks: ImportCount;
  skipped: Skipped[];
}

/** Notes that something was skipped. */
export type Skip = (reason: string, id?: string) => void;

/** Why the server refuses an input; throws again what is no such refusal. */
export function refusal(error: unknown): string {
  if (isTocsinError(error, 'UNPROCESSABLE_CONTENT')) return error.message;
  throw error;
}
