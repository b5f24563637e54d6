import { ended } from './run.ts';

/** A command of a README, and what that says it prints; "…" stands for anything. */
export interface ConsoleStep {
  command: string;
  expected: string;
}

/** Every command of the console blocks of a README. */
export function consoleSteps(readme: string): ConsoleStep[] {
  return [...readme.matchAll(/```console\n([\s\S]*?)```/g)].flatMap(([, block = '']) =>
    block
      .split(/^\$ /m)
      .slice(1)
      .map((step) => {
        const [command = '', ...expected] = step.trimEnd().split('\n');
        return { command, expected: expected.join('\n') };
      }),
  );
}

const END = '~~~ end of a command ~~~';

/** Types all of them, and answers in how many words each that prints something else is wrong. */
export async function wrongSteps(
  steps: readonly ConsoleStep[],
  options: { cwd?: string; environment?: Record<string, string> } = {},
): Promise<string[]> {
  // One shell for all, since later commands use variables that earlier ones set.
  const script = steps.map(({ command }) => `${command}\necho\necho '${END}'`).join('\n');
  const { stdout } = await ended('bash', ['-c', script], options);
  const printed = stdout.split(`${END}\n`);
  return steps.flatMap(({ command, expected }, i) => {
    const actual = (printed[i] ?? '').replaceAll('\r', '').trim();
    const pattern = expected
      .trim()
      .split('…')
      .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('[\\s\\S]*?');
    if (new RegExp(`^${pattern}$`).test(actual)) return [];
    return [`$ ${command}\n  says:   ${expected}\n  prints: ${actual}\n`];
  });
}
