/** What the `tocsin` command is made of; loading it loads the whole server. */
export { runCommand } from './commands/run.ts';
export { processEnvironment } from './config.ts';
export { startProblem } from './start-problem.ts';
