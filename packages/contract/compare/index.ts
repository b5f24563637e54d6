export type { Change, ChangeKind, Wire } from './change.ts';
export { compareContracts } from './compare.ts';
export type { ContractDocument, JsonSchema, ProcedureDocument } from './document.ts';
export { readContract, UnreadableContractError } from './read.ts';
export { judge, type Verdict } from './version.ts';
