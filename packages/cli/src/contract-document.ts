import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ContractDocument } from '@tocsin/contract/compare';

/** The contract of this installation. */
export const contractFile = fileURLToPath(import.meta.resolve('@tocsin/contract/contract.json'));

export const contractText = (): string => readFileSync(contractFile, 'utf8');

/** It is read as it is: looking at each part of it would take longer than most commands do. */
export function ownContract(): ContractDocument {
  // Safe: a test of the contract holds that this file is what its generator writes.
  return JSON.parse(contractText()) as ContractDocument;
}
