import { type IncomingHttpHeaders, request } from 'node:http';
import type { Problem, TestApp } from './app.ts';

export interface RawAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** A request over a real socket with exactly this path: clients in process would tidy it up. */
export async function raw(
  app: TestApp,
  method: string,
  path: string,
  more: { headers?: Record<string, string>; body?: string } = {},
): Promise<RawAnswer> {
  const { hostname, port } = new URL(await app.listen());
  return new Promise((resolve, reject) => {
    const sent = request(
      { hostname, port, method, path, agent: false, headers: more.headers ?? {} },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(more.body);
  });
}

export const problemOf = ({ text }: { text: string }): Problem => JSON.parse(text) as Problem;
