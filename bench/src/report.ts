import { cpus } from 'node:os';
import type { OperationName } from './operations.ts';
import type { Result } from './rounds.ts';
import type { Verdict } from './verdict.ts';

/** Everything one run found: what `results/latest.json` holds. */
export interface Report {
  date: string;
  machine: { cpu: string; cores: number; node: string };
  connections: number;
  rounds: number;
  secondsEach: number;
  operations: { operation: OperationName; results: Result[] }[];
  verdicts: Verdict[];
}

export function machine(): Report['machine'] {
  const all = cpus();
  return { cpu: all[0]?.model ?? 'unknown', cores: all.length, node: process.versions.node };
}

const titles: Record<OperationName, string> = {
  get: 'Get one incident',
  list: 'List 50 incidents',
  create: 'Create an incident',
};

const columns = ['', 'requests/s', 'of Fastify', 'p50 ms', 'p99 ms', 'CPU µs'] as const;

/** The report as Markdown, readable as it is. */
export function markdown(report: Report): string {
  const { date, machine, operations, verdicts } = report;
  const tables = operations.map(({ operation, results }) =>
    table(
      [titles[operation], ...columns.slice(1)],
      results.map((r) => [
        r.title,
        Math.round(r.requestsPerSecond).toLocaleString('en'),
        r.ratio.toFixed(2),
        r.p50Ms.toFixed(2),
        r.p99Ms.toFixed(2),
        r.cpuMicros.toFixed(0),
      ]),
    ),
  );
  const run =
    `${machine.cpu}, ${machine.cores} cores, Node ${machine.node}, ${date.slice(0, 10)}; ` +
    `${report.connections} connections, median of ${report.rounds} rounds of ${report.secondsEach} s.`;
  const kept = verdicts.map(({ says, met }) => `- ${met ? 'met' : '**missed**'}: ${says}`);
  return [...tables, run, kept.join('\n')].join('\n\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, i) => Math.max(...[head, ...rows].map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join(' | ')} |`;
  const rule = widths.map((width, i) =>
    i === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}
