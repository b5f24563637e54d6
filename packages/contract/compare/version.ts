import type { Change } from './change.ts';

/** What the versions of two contracts say about the way from the one to the other. */
export interface Verdict {
  /** How many of the changes break somebody. */
  breaking: number;
  /** The first number of the version that differs; `lowered` if it went back. */
  bump: 'none' | 'patch' | 'minor' | 'major' | 'lowered';
  /** Nothing breaks, or the version says so. */
  allowed: boolean;
  /** The least version that would allow it; absent if this one does. */
  needed?: string;
}

/**
 * A break must be told by the version: by the first number, or before 1.0 by the second.
 * Versions are `major.minor.patch`; what follows after a `-` or a `+` says nothing here.
 */
export function judge(old: string, now: string, changes: readonly Change[]): Verdict {
  const breaking = changes.filter((change) => change.breaking).length;
  const [was, is] = [numbersOf(old), numbersOf(now)];
  const bump = bumpOf(was, is);
  const [major, minor] = was;
  const allowed = breaking === 0 || bump === 'major' || (major === 0 && bump === 'minor');
  if (allowed) return { breaking, bump, allowed };
  return { breaking, bump, allowed, needed: major === 0 ? `0.${minor + 1}.0` : `${major + 1}.0.0` };
}

type Numbers = [major: number, minor: number, patch: number];

/** The form of a version; see semver.org. */
export const versionForm = /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})(?:[-+][\w.+-]+)?$/;

function numbersOf(version: string): Numbers {
  const [, major, minor, patch] = versionForm.exec(version) ?? [];
  if (patch === undefined) throw new Error(`${version} is not a version.`);
  return [Number(major), Number(minor), Number(patch)];
}

function bumpOf(was: Numbers, is: Numbers): Verdict['bump'] {
  const place = was.findIndex((number, i) => number !== is[i]);
  if (place < 0) return 'none';
  const [before = 0, after = 0] = [was[place], is[place]];
  if (after < before) return 'lowered';
  return (['major', 'minor', 'patch'] as const)[place] ?? 'none';
}
