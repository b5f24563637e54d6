import { runCommand } from './commands/run.ts';
import { processEnvironment } from './config.ts';
import { startProblem } from './start-problem.ts';

/** `start.js [command]`: the only file that does something by being imported. */
try {
  await runCommand(process.argv.slice(2), processEnvironment());
} catch (error) {
  process.stderr.write(`${startProblem(error)}\n`);
  process.exit(1);
}
