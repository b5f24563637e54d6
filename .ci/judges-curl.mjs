// curl, as the person who judges types it: what was asked, and what came back, is printed.
import { execFileSync } from 'node:child_process';

const SEPARATOR = '\n~ ~ ~\n';

/** Asks a server on this port; answers status, headers and body, JSON read where it is JSON. */
export const curlTo =
  (port) =>
  (method, path, body, headers = []) => {
    const url = `http://127.0.0.1:${port}${path}`;
    const json =
      body === undefined
        ? []
        : ['-H', 'Content-Type: application/json', '-d', JSON.stringify(body)];
    const args = [
      ...(method === 'GET' ? [] : ['-X', method]),
      url,
      ...json,
      ...headers.flatMap((header) => ['-H', header]),
    ];
    console.log(`\n$ curl ${args.map(quoted).join(' ')}`);
    const written = `${SEPARATOR}%{http_code}${SEPARATOR}%{header_json}`;
    const output = execFileSync('curl', ['-s', '-w', written, ...args], { encoding: 'utf8' });
    const [text, status, head] = output.split(SEPARATOR);
    return { status: Number(status), headers: JSON.parse(head), text, body: read(text) };
  };

const quoted = (text) => (/^[\w:/.?=&%-]+$/.test(text) ? text : `'${text}'`);

function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
