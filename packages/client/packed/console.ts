import assert from 'node:assert/strict';
import { say } from './say.ts';

/** Opens what the installed server shows to people: the console with all its files, and the docs. */
export async function seeConsole(url: string): Promise<void> {
  const page = async (path: string) => {
    const response = await fetch(`${url}${path}`, { headers: { accept: 'text/html' } });
    assert.equal(response.status, 200, path);
    return response.text();
  };
  const text = await page('/');
  const files = [...text.matchAll(/(?:src|href)="([\w-]+\.(?:js|css|svg))"/g)].map(
    ([, file]) => file,
  );
  assert.ok(files.length > 2, `the page of the console names ${files.join(', ')}`);
  for (const file of files) assert.equal((await fetch(`${url}/${file}`)).status, 200, file);
  assert.match(await page('/docs'), /<html/);
  say(`${url} shows the console, with ${files.join(', ')}; /docs the API reference`);
}
