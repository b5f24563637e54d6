// Runs every command of the README's console blocks against a server on port 8000, and compares what
// it prints with what the README says; "…" stands for anything.
import { readFileSync } from 'node:fs';
import { consoleSteps, wrongSteps } from '../packages/client/packed/console-blocks.ts';

const steps = consoleSteps(readFileSync('README.md', 'utf8'));
const wrong = await wrongSteps(steps);
for (const words of wrong) console.log(words);
console.log(
  `${steps.length - wrong.length} of ${steps.length} commands print what the README says`,
);
process.exit(wrong.length === 0 && steps.length > 0 ? 0 : 1);
