import type { SeverityInput, StatusInput } from '../generated/types.ts';

/** What of a `Storage` is used: `localStorage`, `sessionStorage`, or your own. */
export interface KeyValueStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/** An incident as frontends keep it. */
export interface OldIncident {
  /** What tells it from all others in this storage. */
  id: string;
  title: string;
  severity: SeverityInput;
  service: string;
  status?: StatusInput | undefined;
  assignedTo?: string | null | undefined;
  createdAt?: string | undefined;
  updatedAt?: string | undefined;
  notes?: readonly OldNote[] | undefined;
}

/** A note as frontends keep it, the oldest first. */
export interface OldNote {
  text: string;
  author?: string | undefined;
  timestamp?: string | undefined;
}

/** A runbook as frontends keep it. */
export interface OldRunbook {
  /** What tells it from all others in this storage. */
  id: string;
  title: string;
  tags?: string[] | undefined;
  content?: string | undefined;
}

/** Where the old items are, and how they are read. */
export interface CollectionMapping<Item> {
  /** The key in the storage, `incidents` or `runbooks` unless given. Its value is JSON. */
  key?: string | undefined;
  /** The items of the parsed value; the value itself unless given. */
  items?(value: unknown): readonly unknown[];
  /** One item as it is imported, or `undefined` to leave it out; as it is unless given. */
  item?(old: unknown): Item | undefined;
}

/** How a frontend has kept its data, where that differs from the contract's own fields. */
export interface LocalStorageMapping {
  incidents?: CollectionMapping<OldIncident> | undefined;
  runbooks?: CollectionMapping<OldRunbook> | undefined;
}
