/** Of each figure the middle one of several runs. */
export function mediansOf<Field extends string>(
  runs: readonly Readonly<Record<Field, number>>[],
): Record<Field, number> {
  const [first] = runs;
  if (!first) throw new Error('Nothing was measured.');
  // Safe: an object's keys are those that its type names.
  const fields = Object.keys(first) as Field[];
  const entries = fields.map((field) => [field, median(runs.map((run) => run[field]))]);
  return Object.fromEntries(entries) as Record<Field, number>;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1] ?? 0, sorted[Math.floor(middle)] ?? 0];
  return (low + high) / 2;
}
