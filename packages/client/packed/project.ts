import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Ended, ended, type RunOptions } from './run.ts';
import { say } from './say.ts';

/** Of what a command prints, so many lines are said. */
const SAID_LINES = 8;

/** A folder outside of this repository, as a user's is, and what is typed in it. */
export interface Project {
  folder: string;
  write(name: string, text: string): Promise<void>;
  /** Types a command that must succeed, and answers what it wrote to its standard output. */
  type(line: string, options?: RunOptions): Promise<string>;
  /** Types a command, however it ends. */
  try(line: string, options?: RunOptions): Promise<Ended>;
  remove(): Promise<void>;
}

/** @param files What is in it at first. */
export async function newProject(files: Readonly<Record<string, string>> = {}): Promise<Project> {
  const folder = await mkdtemp(join(tmpdir(), 'tocsin-empty-project-'));
  const write = (name: string, text: string) => writeFile(join(folder, name), text);
  for (const [name, text] of Object.entries(files)) await write(name, text);
  const attempt = async (line: string, options: RunOptions = {}) => {
    const end = await ended('bash', ['-c', line], { cwd: folder, ...options });
    tell(line, end);
    return end;
  };
  return {
    folder,
    write,
    try: attempt,
    async type(line, options = {}) {
      const { code, signal, stdout, stderr } = await attempt(line, options);
      const wasEnded = options.endAfter !== undefined && signal === 'SIGTERM';
      if (code !== 0 && !wasEnded) throw new Error(`It ended with ${code}: ${stderr}`);
      return stdout;
    },
    remove: () => rm(folder, { recursive: true }),
  };
}

function tell(line: string, { code, stdout, stderr }: Ended): void {
  const lines = `${stdout}${stderr}`.trim().split('\n');
  const rest = lines.length - SAID_LINES;
  const shown = lines.slice(0, SAID_LINES).map((text) => text.slice(0, 160));
  if (rest > 0) shown.push(`… ${rest} more lines`);
  if (code) shown.push(`(exit code ${code})`);
  say([`$ ${line}`, ...shown].join('\n').trimEnd());
}
