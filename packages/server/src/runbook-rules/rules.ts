import type { Incident, RunbookRule } from '@tocsin/contract';
import { wordsOf } from '../storage/search-terms.ts';

export type Conditions = Pick<RunbookRule, 'services' | 'severities' | 'words' | 'labels'>;
export type Opened = Pick<Incident, 'title' | 'service' | 'severity'>;

/** Whether a runbook is for an incident: all conditions that there are hold. */
export function isFor(
  { services, severities, words, labels }: Conditions,
  { title, service, severity }: Opened,
  given: Readonly<Record<string, string>>,
): boolean {
  return (
    (services === null || services.includes(service)) &&
    (severities === null || severities.includes(severity)) &&
    (labels === null || hasAll(given, labels)) &&
    (words === null || hasAny(title, words))
  );
}

/** A rule without any condition would be for every incident, which nobody means. */
export const hasCondition = ({ services, severities, words, labels }: Conditions): boolean =>
  [services, severities, words, labels].some((condition) => condition !== null);

/** The first of these that search would find nothing by, such as punctuation alone. */
export const wordless = (words: readonly string[]): string | undefined =>
  words.find((entry) => wordsOf(entry).length === 0);

function hasAny(title: string, entries: readonly string[]): boolean {
  const said = new Set(wordsOf(title));
  return entries.some((entry) => wordsOf(entry).every((word) => said.has(word)));
}

const hasAll = (
  given: Readonly<Record<string, string>>,
  wanted: Readonly<Record<string, string>>,
): boolean =>
  Object.entries(wanted).every(
    ([label, value]) => Object.hasOwn(given, label) && given[label] === value,
  );
