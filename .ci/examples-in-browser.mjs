// Builds both examples, and uses each in a real browser on a real server: what is changed elsewhere
// shows within a second, a killed server is got over without a gap, and who leaves disconnects.
import { execFileSync } from 'node:child_process';
import { open, site, tocsin, until, wait } from './examples-stage.mjs';

/** Where each example is in development; the server lets frontends of these origins in. */
const examples = { angular: 'http://localhost:4200', react: 'http://localhost:5173' };

const problems = [];
let passed = 0;
async function check(name, isTrue) {
  try {
    const told = await isTrue();
    passed += 1;
    console.log(`  ok  ${name}${told === undefined ? '' : ` (${told})`}`);
  } catch (error) {
    problems.push(name);
    console.log(`  NOT ${name}: ${error.message}`);
  }
}

const titles = (page) => page.locator('li span').allTextContents();
const listed = (server) => server.curl('GET', '/incidents?status=Open').map(({ title }) => title);
const shows = (page, title) => async () =>
  (await titles(page)).includes(title) || `it shows ${await titles(page)}`;
const showsNot = (page, title) => async () => !(await titles(page)).includes(title);
const banner = (page) => page.locator('.banner').isVisible();

/** What one looks at and does while the server is there, and when it comes back. */
async function inUse(page, server, seen) {
  const same = async () => JSON.stringify(await titles(page)) === JSON.stringify(listed(server));
  await check('shows what is open', () => until(same, 10_000));

  const { id } = server.curl('POST', '/incidents', {
    title: 'Made with curl',
    severity: 'P2',
    service: 'mail',
  });
  await check('shows what curl opened', () => until(shows(page, 'Made with curl'), 1_000));
  server.curl('PATCH', `/incidents/${id}`, { title: 'Renamed with curl' });
  await check('shows what curl changed', () => until(shows(page, 'Renamed with curl'), 1_000));
  server.curl('POST', `/incidents/${id}/close`);
  await check('what curl closed is gone', () => until(showsNot(page, 'Renamed with curl'), 1_000));

  await page.getByLabel('Title').fill('Made with the form');
  await page.getByLabel('Service').fill('checkout');
  await page.getByRole('button', { name: 'Open incident', exact: true }).click();
  const made = page.locator('li', { hasText: 'Made with the form' });
  await check('the form opens an incident', () => made.waitFor({ timeout: 2_000 }));
  await made.getByRole('button', { name: 'Close' }).click();
  await check('the button closes it', async () => {
    await until(showsNot(page, 'Made with the form'), 2_000);
    if (listed(server).includes('Made with the form')) throw new Error('it is still open');
  });

  const severity = page.getByLabel('Severity', { exact: true });
  await severity.selectOption('P1');
  server.curl('POST', '/incidents', { title: 'Not so bad', severity: 'P4', service: 'mail' });
  const { id: risen } = server.curl('POST', '/incidents', {
    title: 'Gets worse',
    severity: 'P3',
    service: 'mail',
  });
  server.curl('PATCH', `/incidents/${risen}`, { severity: 'P1' });
  await check('a filter lets in what begins to fit', () => until(shows(page, 'Gets worse'), 1_000));
  await check('and nothing else', () => until(showsNot(page, 'Not so bad'), 100));
  await severity.selectOption('');
  await check('without the filter all is there', () => until(same, 2_000));

  const before = listed(server);
  await server.kill();
  await check('a killed server is told of', () => until(() => banner(page), 2_000));
  await check('what was there stays in sight', async () => {
    if (JSON.stringify(await titles(page)) !== JSON.stringify(before))
      throw new Error('it is gone');
  });
  await server.start();
  server.curl('POST', '/incidents', { title: 'While away', severity: 'P1', service: 'mail' });
  server.curl('POST', `/incidents/${risen}/close`);
  await check('it recovers by itself', () => until(async () => !(await banner(page)), 7_000));
  await check('and has missed nothing', () => until(same, 1_000));
  if (!before.includes('Gets worse') || (await titles(page)).includes('Gets worse')) {
    problems.push('an incident that was closed while away is still there');
  }

  const begun = seen.watches;
  const hasLeft = await server.disconnection();
  await page.getByRole('button', { name: 'Runbooks' }).click();
  await page.getByText('PostgreSQL connections exhausted').waitFor();
  await check('who leaves the list disconnects', () => until(hasLeft, 2_000));
  server.curl('POST', '/incidents', { title: 'Nobody looks', severity: 'P1', service: 'mail' });
  await wait(1_000);
  await check('and stays so', () => {
    if (seen.watches !== begun) throw new Error(`it has connected ${seen.watches - begun} times`);
  });
  await page.getByRole('button', { name: 'Open incidents' }).click();
  await check('who comes back misses nothing', () => until(same, 2_000));
  await check('and is live again', async () => {
    server.curl('POST', '/incidents', { title: 'Back again', severity: 'P2', service: 'mail' });
    return until(shows(page, 'Back again'), 1_000);
  });
  const isClosed = await server.disconnection();
  await page.close();
  await check('who closes the page disconnects', () => until(isClosed, 2_000));
}

async function withoutServer(page, origin, server) {
  await server.kill();
  await page.goto(origin);
  const alert = page.getByRole('alert').first();
  await check('without a server it says so', () => alert.waitFor({ timeout: 15_000 }));
  await server.start();
  const same = async () => JSON.stringify(await titles(page)) === JSON.stringify(listed(server));
  await check('and shows what is open once there is one', () => until(same, 10_000));
  await page.close();
}

async function use(example, origin) {
  console.log(`${example}:`);
  execFileSync('npm', ['run', '-s', 'build', '-w', `@tocsin/example-${example}`], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const server = await tocsin();
  const web = await site(`examples/${example}/dist`);
  const { browser, seen, newPage } = await open(origin, {
    '127.0.0.1:8000': server.port,
    [new URL(origin).host]: web.address().port,
  });
  try {
    const page = await newPage();
    await page.goto(origin);
    await inUse(page, server, seen);
    await withoutServer(await newPage(), origin, server);
    await check('there are no errors, and nobody else is asked', () => {
      if (seen.errors.length > 0) throw new Error(seen.errors.join('; '));
    });
  } finally {
    await browser.close();
    web.close();
    await server.remove();
  }
}

const [only] = process.argv.slice(2);
for (const [example, origin] of Object.entries(examples)) {
  if (only === undefined || only === example) await use(example, origin);
}
console.log(`${passed} passed, ${problems.length} failed`);
process.exit(problems.length === 0 ? 0 : 1);
