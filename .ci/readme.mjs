// Runs every command of the README's console blocks against a server on port 8000, and compares what
// it prints with what the README says; "…" stands for anything.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const readme = readFileSync('README.md', 'utf8');
const blocks = [...readme.matchAll(/```console\n([\s\S]*?)```/g)].map(([, block]) => block);
const steps = blocks.flatMap((block) =>
  block
    .split(/^\$ /m)
    .slice(1)
    .map((step) => {
      const [command, ...expected] = step.trimEnd().split('\n');
      return { command, expected: expected.join('\n') };
    }),
);

const END = '~~~ end of a command ~~~';
// One shell for all, since later commands use variables that earlier ones set.
const script = steps.map(({ command }) => `${command}\necho\necho '${END}'`).join('\n');
const { stdout } = spawnSync('bash', ['-c', script], { encoding: 'utf8' });
const printed = stdout.split(`${END}\n`);

let wrong = 0;
for (const [i, { command, expected }] of steps.entries()) {
  const actual = (printed[i] ?? '').replaceAll('\r', '').trim();
  const pattern = expected
    .trim()
    .split('…')
    .map((part) => RegExp.escape(part))
    .join('[\\s\\S]*?');
  if (new RegExp(`^${pattern}$`).test(actual)) continue;
  wrong += 1;
  console.log(`$ ${command}\n  says:   ${expected}\n  prints: ${actual}\n`);
}
console.log(`${steps.length - wrong} of ${steps.length} commands print what the README says`);
process.exit(wrong === 0 && steps.length > 0 ? 0 : 1);
