import { Agent, request } from 'node:http';

interface Called<T> {
  status: number;
  body: T;
}

/**
 * Sends `count` requests over so many connections that are kept, each as fast as answers come, to the
 * servers in turn. Answers are in the order of the requests.
 */
export async function manyCallers<T>(
  servers: readonly string[],
  connections: number,
  count: number,
  requestOf: (n: number) => { path: string; body: object },
): Promise<Called<T>[]> {
  const answers: Called<T>[] = [];
  let next = 0;
  const caller = async (connection: number): Promise<void> => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const server = servers[connection % servers.length] ?? '';
    for (let n = next++; n < count; n = next++) {
      const { path, body } = requestOf(n);
      answers[n] = await post<T>(agent, `${server}${path}`, body);
    }
    agent.destroy();
  };
  await Promise.all(Array.from({ length: connections }, (_, i) => caller(i)));
  return answers;
}

async function post<T>(agent: Agent, url: string, body: object): Promise<Called<T>> {
  const { status, text } = await sent(agent, url, body);
  return { status, body: JSON.parse(text) as T };
}

function sent(agent: Agent, url: string, body: object): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    const sending = request(url, { method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('error', reject).on('end', () => {
        resolve({ status: response.statusCode ?? 0, text });
      });
    });
    sending.on('error', reject).end(JSON.stringify(body));
  });
}
