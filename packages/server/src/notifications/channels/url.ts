/** As `delivery/post.ts` takes them. */
export function urlFault(address: string): string | undefined {
  if (!URL.canParse(address)) return 'is not a URL';
  const { protocol, username, password } = new URL(address);
  if (protocol !== 'http:' && protocol !== 'https:') return 'is not an http or https URL';
  return username || password ? 'has a user or password in it' : undefined;
}
