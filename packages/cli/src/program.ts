import { readFileSync } from 'node:fs';
import tab from '@bomb.sh/tab/commander';
import type { ContractDocument } from '@tocsin/contract/compare';
import type { Command } from 'commander';
import { newCommand } from './command.ts';
import { contractCommand } from './contract/commands.ts';
import type { Environment } from './environment.ts';
import { procedureCommand } from './procedures/command.ts';
import { kebabCase } from './procedures/field.ts';
import { serverCommands } from './server-commands.ts';

const exitCodesText = `
Exit codes: 0 done · 1 failed · 2 the command line or the input is not valid · 3 conflict, or changed
since it was read · 4 not found · 5 not allowed · 6 the server cannot be reached · 130 Ctrl-C`;

/** The whole command: what is written here, and every procedure of the contract. */
export function programOf(contract: ContractDocument, environment: () => Environment): Command {
  const program = newCommand('tocsin')
    .description('The incident backend: serves, moves data, and calls every procedure of its API.')
    .version(version(), '-V, --version', 'Write the version.')
    .addHelpText('after', exitCodesText);
  program.commandsGroup('On a database:');
  for (const command of serverCommands()) program.addCommand(command);
  program.commandsGroup('On a server that runs:');
  for (const command of featureCommands(contract, environment)) program.addCommand(command);
  program
    .commandsGroup('More:')
    .helpCommand('help [command]', 'Say what a command does and takes.');
  program.addCommand(contractCommand());
  tab(program, { completionCommandName: 'completion' });
  return program;
}

function featureCommands(contract: ContractDocument, environment: () => Environment): Command[] {
  const byFeature = Map.groupBy(contract.procedures, ({ name }) => name.split('.')[0] ?? '');
  return [...byFeature].map(([feature, procedures]) => {
    const command = newCommand(kebabCase(feature)).helpCommand(false);
    command.description(contract.features[feature] ?? `Procedures of ${feature}.`);
    for (const procedure of procedures) {
      command.addCommand(procedureCommand(procedure, contract, environment));
    }
    return command;
  });
}

function version(): string {
  const manifest = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}
