import { execFile } from 'node:child_process';
import { readFile, realpath } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { promisify } from 'node:util';
import type { ContractDocument } from '@tocsin/contract/compare';
import { contractFile } from '../contract-document.ts';
import { badUsage } from '../exit-codes.ts';

const run = promisify(execFile);

/** A contract, and what it is called where two are compared. */
export interface Source {
  name: string;
  contract: ContractDocument;
}

/**
 * The contract of a file, or of a commit. `main` is this installation's `contract.json` as it was
 * there; `main:path/to/contract.json` is another file of the repository one stands in.
 */
export async function contractOf(what: string): Promise<Source> {
  const { readContract, UnreadableContractError } = await import('@tocsin/contract/compare');
  const text = await textOf(what);
  try {
    return { name: what, contract: readContract(text) };
  } catch (error) {
    if (!(error instanceof UnreadableContractError)) throw error;
    throw badUsage(`${what} cannot be read: ${error.message}`);
  }
}

/** The contract of this installation: in its repository, the one that is worked on. */
export async function workingContract(): Promise<Source> {
  const { name, contract } = await contractOf(contractFile);
  return { name: `this one (${name})`, contract };
}

async function textOf(what: string): Promise<string> {
  try {
    return await readFile(what, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw badUsage(`${what} cannot be read: ${(error as Error).message}`);
    }
  }
  const here = await realpath(contractFile);
  const [object, folder] = what.includes(':')
    ? [what, process.cwd()]
    : [`${what}:./${basename(here)}`, dirname(here)];
  try {
    // Not taken for an option of git, whatever it is called.
    const { stdout } = await run('git', ['show', '--end-of-options', object], {
      cwd: folder,
      maxBuffer: 64 * 1024 ** 2,
    });
    return stdout;
  } catch (error) {
    const said = (error as { stderr?: string }).stderr?.trim().split('\n')[0];
    throw badUsage(
      `${what} is neither a file nor a commit that has a contract.json: ${said || (error as Error).message}`,
    );
  }
}
