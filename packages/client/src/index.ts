export { createClient } from './create-client.ts';
export { isTocsinError, TocsinError } from './errors.ts';
export type { InputFault, TocsinErrorCode } from './errors.ts';
export type * from './generated/index.ts';
export type { CallOptions, ClientOptions, LiveState, WatchOptions } from './options.ts';
export { importLocalStorage } from './local-storage/import-local-storage.ts';
export type * from './local-storage/mapping.ts';
export type { ImportCount, ImportReport, Skipped } from './local-storage/report.ts';
