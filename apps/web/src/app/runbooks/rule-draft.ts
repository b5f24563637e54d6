import type { RunbookRule, Severity } from '@tocsin/client';

/** A rule while it is written: lists by commas, a label on each line. */
export interface RuleDraft {
  name: string;
  runbookId: string;
  severities: readonly Severity[];
  services: string;
  words: string;
  labels: string;
}

export type RuleFields = Pick<
  RunbookRule,
  'name' | 'runbookId' | 'severities' | 'services' | 'words' | 'labels'
>;

export const draftOf = (rule: RuleFields | undefined): RuleDraft => ({
  name: rule?.name ?? '',
  runbookId: rule?.runbookId ?? '',
  severities: rule?.severities ?? [],
  services: (rule?.services ?? []).join(', '),
  words: (rule?.words ?? []).join(', '),
  labels: Object.entries(rule?.labels ?? {})
    .map(([name, value]) => `${name}=${value}`)
    .join('\n'),
});

/** What a draft says, or what is wrong with which of its fields. */
export function ruleOf(
  draft: RuleDraft,
): { fields: RuleFields; faults?: never } | { fields?: never; faults: Map<string, string> } {
  const faults = new Map<string, string>();
  if (draft.name.trim() === '') faults.set('name', 'Say what it is called');
  if (draft.runbookId === '') faults.set('runbookId', 'Choose the runbook');
  const lines = draft.labels.split('\n').filter((line) => line.trim() !== '');
  const wrong = lines.find((line) => line.indexOf('=') < 1);
  if (wrong !== undefined) faults.set('labels', `“${wrong.trim()}” is not name=value`);
  const fields = {
    name: draft.name,
    runbookId: draft.runbookId,
    severities: orAny([...draft.severities]),
    services: orAny(partsOf(draft.services)),
    words: orAny(partsOf(draft.words)),
    labels: lines.length === 0 ? null : Object.fromEntries(lines.map(labelOf)),
  };
  const { severities, services, words, labels } = fields;
  if ([severities, services, words, labels].every((condition) => condition === null)) {
    faults.set('conditions', 'Fill in one of these: a rule for every incident helps nobody');
  }
  return faults.size > 0 ? { faults } : { fields };
}

/** Values keep what comes after a second `=`. */
function labelOf(line: string): [string, string] {
  const at = line.indexOf('=');
  return [line.slice(0, at).trim(), line.slice(at + 1).trim()];
}

const orAny = <T>(values: T[]): T[] | null => (values.length === 0 ? null : values);

const partsOf = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

/** For which incidents it is, in words; all of them hold. */
export function conditionsOf({ severities, services, words, labels }: RuleFields): string[] {
  const any = (values: readonly string[]) => values.join(' or ');
  return [
    ...(severities ? [any(severities)] : []),
    ...(services ? [`of ${any(services)}`] : []),
    ...(words ? [`“${words.join('” or “')}” in the title`] : []),
    ...Object.entries(labels ?? {}).map(([name, value]) => `${name}=${value}`),
  ];
}
