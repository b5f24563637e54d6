/** Who did something, for people. Without logins the server knows no names. */
export function actorText(actor: string): string {
  if (actor === 'anonymous') return 'Somebody';
  return actor === 'system' ? 'Tocsin' : actor.replace(/^integration:/, '');
}
