/** The way between a client and a server, where answers can be held up, refused and led elsewhere. */
export interface Network {
  fetch: typeof fetch;
  /** How often each procedure was asked for, by its name. */
  asked(procedure: string): number;
  /** How many requests for it have neither been answered to their end nor given up. */
  underWay(procedure: string): number;
  /**
   * From here on requests for it do not reach the server, or answers that it has given do not reach
   * the client. Answers what lets them go.
   */
  hold(what: 'requests' | 'answers', procedure: string): () => void;
  /** The next requests for it are answered by something that is not Tocsin. */
  refuse(procedure: string, status: number, times?: number): void;
  /** Leads to another server. */
  url: string | undefined;
}

export function network(): Network {
  const requests: { procedures: string[]; isUnderWay: boolean }[] = [];
  const held = new Map<string, Promise<void>>();
  const refused = new Map<string, { status: number; times: number }>();
  const way: Network = {
    url: undefined,
    asked: (name) => requests.filter(({ procedures }) => procedures.includes(name)).length,
    underWay: (name) =>
      requests.filter(({ procedures, isUnderWay }) => isUnderWay && procedures.includes(name))
        .length,
    hold(what, name) {
      const { promise, resolve } = Promise.withResolvers<void>();
      held.set(`${what} ${name}`, promise);
      return () => {
        held.delete(`${what} ${name}`);
        resolve();
      };
    },
    refuse: (name, status, times = 1) => void refused.set(name, { status, times }),
    fetch: async (input, init) => {
      const asked = new URL(input instanceof Request ? input.url : input);
      const procedures = asked.pathname.replace('/trpc/', '').split(',');
      const request = { procedures, isUnderWay: true };
      requests.push(request);
      const over = () => void (request.isUnderWay = false);
      init?.signal?.addEventListener('abort', over);
      const fault = procedures.map((name) => refused.get(name)).find((one) => one && one.times > 0);
      if (fault) {
        fault.times -= 1;
        over();
        const headers = { 'content-type': 'text/html' };
        return new Response('<h1>No</h1>', { status: fault.status, headers });
      }
      const url = way.url ? new URL(`${asked.pathname}${asked.search}`, way.url) : asked;
      for (const name of procedures) await held.get(`requests ${name}`);
      const response = await fetch(url, init);
      if (!response.headers.get('content-type')?.startsWith('text/event-stream')) over();
      for (const name of procedures) await held.get(`answers ${name}`);
      return response;
    },
  };
  return way;
}
