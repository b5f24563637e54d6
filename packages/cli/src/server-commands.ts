import { type CommandDefinition, type CommandName, definitions } from '@tocsin/server/commands';
import type { Command } from 'commander';
import { newCommand } from './command.ts';
import { Ended, exitCodes } from './exit-codes.ts';
import { endWithReader } from './output/reader-gone.ts';

/** `serve`, `export` and the like, which work on a database here; the server is loaded when one runs. */
export function serverCommands(): Command[] {
  const entries = Object.entries(definitions) as [CommandName, CommandDefinition][];
  return entries.map(([name, { summary, operand, flags = {} }]) => {
    const command = newCommand(name)
      .description(`${capital(summary)}.`)
      .summary(capital(summary));
    if (operand) {
      const typed = operand.required ? `<${operand.name}>` : `[${operand.name}]`;
      command.argument(typed, operand.about);
    }
    for (const [flag, about] of Object.entries(flags)) command.option(`--${flag}`, about);
    command.addHelpText(
      'after',
      '\nSettings are environment variables, such as DATABASE_URL and PORT; see the README.',
    );
    return command.action(() => runOnDatabase(name, command));
  });
}

async function runOnDatabase(name: CommandName, command: Command): Promise<void> {
  // A dump that was not read to its end is a failure, which they tell themselves.
  process.stdout.off('error', endWithReader);
  const { processEnvironment, runCommand, startProblem } = await import('@tocsin/server');
  const [operand] = command.args;
  const { replace = false } = command.opts<{ replace?: boolean }>();
  try {
    await runCommand(name, { operand, replace }, processEnvironment());
  } catch (error) {
    throw new Ended(exitCodes.failed, startProblem(error), { cause: error });
  }
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
