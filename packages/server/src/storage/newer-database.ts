/** The database was made by a newer Tocsin; this one would not know what it may do to it. */
export class NewerDatabaseError extends Error {
  override readonly name = 'NewerDatabaseError';
}

/** @throws NewerDatabaseError when a migration was applied that this version does not have. */
export function refuseNewer(
  applied: readonly string[],
  migrations: readonly { hash: string }[],
): void {
  const known = new Set(migrations.map(({ hash }) => hash));
  if (applied.every((hash) => known.has(hash))) return;
  throw new NewerDatabaseError(
    'The database was written by a newer version of Tocsin. Start that version, or another database.',
  );
}
