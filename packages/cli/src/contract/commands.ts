import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { newCommand } from '../command.ts';
import { contractText } from '../contract-document.ts';
import { badUsage, Ended, exitCodes } from '../exit-codes.ts';
import { terminalOf } from '../output/terminal.ts';
import { reportOf } from './report.ts';
import { contractOf, type Source, workingContract } from './source.ts';

const whatIsAContract = `
OLD, NEW and --against are each a contract.json, or a commit: a branch, a tag, HEAD~3. A commit means
this installation's contract.json as it was there; COMMIT:PATH is another file of the repository.

Exit code 1: old callers break, and the version does not say so. Before 1.0 the second number says
so, later the first. docs/decisions/0009 tells what breaks whom.`;

/** `contract export`, `diff` and `check`. */
export function contractCommand(): Command {
  const command = newCommand('contract').description('What the API is, and what changes in it.');
  command
    .command('export')
    .description('Write the whole contract as JSON, schemas included.')
    .argument('[FILE]', 'a new file; standard output without it')
    .option('--force', 'overwrite the file')
    .action((file: string | undefined, { force }: { force?: boolean }) => write(file, force));
  command
    .command('diff')
    .description('List what has changed between two contracts, and whom it breaks.')
    .argument('<OLD>', 'what callers were made for')
    .argument('<NEW>', 'what they would call')
    .option('--json', 'Write JSON.')
    .addHelpText('after', whatIsAContract)
    .action(async (old: string, now: string, { json }: { json?: boolean }) =>
      compare(await contractOf(old), await contractOf(now), json),
    );
  command
    .command('check')
    .description('List what has changed in the contract of this installation, and whom it breaks.')
    .option('--against <old>', 'what callers were made for', 'HEAD')
    .option('--json', 'Write JSON.')
    .addHelpText('after', whatIsAContract)
    .action(async ({ against, json }: { against: string; json?: boolean }) =>
      compare(await contractOf(against), await workingContract(), json),
    );
  return command;
}

async function write(file: string | undefined, force = false): Promise<void> {
  if (file === undefined) {
    process.stdout.write(contractText());
    return;
  }
  if (existsSync(file) && !force) throw badUsage(`${file} exists already; --force overwrites it.`);
  try {
    await writeFile(file, contractText());
  } catch (error) {
    throw new Ended(exitCodes.failed, `${file} cannot be written: ${(error as Error).message}`);
  }
}

async function compare(old: Source, now: Source, json = false): Promise<void> {
  const { compareContracts, judge } = await import('@tocsin/contract/compare');
  const changes = compareContracts(old.contract, now.contract);
  const verdict = judge(old.contract.version, now.contract.version, changes);
  if (json) {
    const sides = { old: sideOf(old), new: sideOf(now) };
    process.stdout.write(`${JSON.stringify({ ...sides, ...verdict, changes })}\n`);
  } else {
    process.stdout.write(reportOf([old, now], changes, verdict, terminalOf(process.stdout)));
  }
  if (!verdict.allowed) process.exitCode = exitCodes.failed;
}

const sideOf = ({ name, contract }: Source) => ({ name, version: contract.version });
