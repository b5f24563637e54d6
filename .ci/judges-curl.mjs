// curl, as the person who judges types it: what was asked, and what came back, is printed.
import { execFileSync } from 'node:child_process';

const SEPARATOR = '\n~ ~ ~\n';

/** Asks a server on this port; answers status, headers and body, JSON read where it is JSON. */
const curlTo =
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

const linesOf = (text, pattern) =>
  text
    .split('\n')
    .filter((line) => pattern.test(line))
    .join('\n');
const isPrometheus = (text, headers) =>
  headers['content-type'][0].startsWith('text/plain; version=0.0.4') &&
  /^# TYPE \w+ (counter|gauge|histogram)$/m.test(text) &&
  text.split('\n').every((line) => /^(#.*|[a-zA-Z_:][\w:]*(\{.*\})? [-+\w.]+|)$/.test(line));

/** `curl`, and what prints an answer, or the part of it that matters, and checks it. */
export function judging(port, check) {
  const curl = curlTo(port);
  async function step(name, { status, headers, body, text }, wanted, isRight = () => true) {
    const { show = body ?? text } = wanted;
    const shown = typeof show === 'string' ? show : JSON.stringify(show);
    console.log(`${status} ${shown.length > 500 ? `${shown.slice(0, 500)}…` : shown}`);
    await check(name, () => {
      if (status !== wanted.status) throw new Error(`it is ${status}, not ${wanted.status}`);
      if (!isRight(body ?? text, headers)) throw new Error('the answer is not what it should be');
    });
  }
  async function metrics(name, pattern, isRight) {
    const answer = curl('GET', '/metrics');
    const show = linesOf(answer.text, pattern);
    await step(
      name,
      answer,
      { status: 200, show },
      (text, headers) => isPrometheus(text, headers) && isRight(text),
    );
  }
  return { curl, step, metrics };
}
