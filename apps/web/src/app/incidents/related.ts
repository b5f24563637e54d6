import type { Incident, Runbook } from '@tocsin/client';

const MOST_WORDS = 8;
const common = new Set(
  'the and for with from that this into over under answers since after not are has its one all too'.split(
    ' ',
  ),
);

/** The words of an incident that may lead to a runbook. */
export function searchWords({ title, service }: Pick<Incident, 'title' | 'service'>): string[] {
  const words = `${title} ${service}`.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  return [...new Set(words)].filter((word) => !common.has(word)).slice(0, MOST_WORDS);
}

/** Those found by most words first; a word that finds few counts for more. */
export function rankRunbooks(
  hits: readonly { items: readonly Runbook[]; total: number }[],
): Runbook[] {
  const scores = new Map<string, { runbook: Runbook; score: number }>();
  for (const { items, total } of hits) {
    for (const runbook of items) {
      const found = scores.get(runbook.id) ?? { runbook, score: 0 };
      found.score += 1 / Math.max(1, total);
      scores.set(runbook.id, found);
    }
  }
  return [...scores.values()].toSorted((a, b) => b.score - a.score).map(({ runbook }) => runbook);
}
