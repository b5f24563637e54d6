// Opens /docs in a real browser: it shows the API, asks no other host for anything, and has no errors.
import { chromium } from 'playwright-core';

const origin = 'http://127.0.0.1:8000';
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
const problems = [];
try {
  for (const colorScheme of ['light', 'dark']) {
    const page = await browser.newPage({ colorScheme, viewport: { width: 1280, height: 900 } });
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(origin) && !/^(data|blob):/.test(url)) problems.push(`asked for ${url}`);
    });
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(`console: ${message.text()}`);
    });
    page.on('pageerror', (error) => problems.push(`threw ${error.message}`));
    await page.goto(`${origin}/docs`, { waitUntil: 'networkidle' });
    for (const summary of ['List incidents', 'Open an incident', 'Write a runbook']) {
      const shown = page.getByText(summary).first();
      await shown
        .waitFor({ timeout: 20_000 })
        .catch(() => problems.push(`does not show "${summary}"`));
    }
    await page.close();
  }
} finally {
  await browser.close();
}
for (const problem of new Set(problems)) console.log(problem);
console.log(problems.length === 0 ? 'the API reference works' : 'the API reference has problems');
process.exit(problems.length === 0 ? 0 : 1);
