import { helpText, readArguments } from './commands/arguments.ts';
import { runCommand } from './commands/run.ts';
import { processEnvironment } from './config.ts';
import { startProblem } from './start-problem.ts';

/** `start.js [command]`: the only file that does something by being imported. */
try {
  const { name, given } = readArguments(process.argv.slice(2));
  if (name === 'help') process.stdout.write(helpText());
  else await runCommand(name, given, processEnvironment());
} catch (error) {
  process.stderr.write(`${startProblem(error)}\n`);
  process.exit(1);
}
