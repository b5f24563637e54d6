import type { Incident, Runbook, RunbookRule } from '@tocsin/client';
import { by, check, isGone, type Journey, shows, until } from './journey.ts';

export const runbookJourneys: readonly Journey[] = [
  {
    name: 'a runbook: write, read, tick, edit, compare revisions, restore, delete',
    async run({ open, server }) {
      const page = await open('/runbooks');
      await by(page, 'runbook-row').first().waitFor();
      await by(page, 'runbook-create').click();
      await by(page, 'runbook-content').fill(
        '## Steps\n\n- [ ] look at `df -h`\n- [ ] delete logs\n\n```sh\ndf -h\n```\n' +
          '<img src="https://evil.example/x.png"><script>alert(1)</script>' +
          '<a href="javascript:alert(1)">x</a>',
      );
      await shows(by(page, 'preview'), 'delete logs');
      check('no script', (await by(page, 'preview').locator('script, img').count()) === 0);
      const links = by(page, 'preview').locator('a[href^="javascript"]');
      check('no script in a link', (await links.count()) === 0);
      await by(page, 'runbook-title').fill(' ');
      await by(page, 'runbook-save').click();
      await shows(by(page, 'runbook-title-error'), 'Give it a name');
      await by(page, 'runbook-title').fill('Disk full');
      await by(page, 'runbook-tags').fill('disk, disk, linux');
      await page.keyboard.press('Control+s');
      await shows(by(page, 'runbook').locator('h1'), 'Disk full');

      await page.getByRole('checkbox', { name: 'delete logs' }).check();
      await shows(by(page, 'ticked'), '1 of 2 done');
      await page.reload();
      await shows(by(page, 'ticked'), '1 of 2 done');
      check(
        'it is still ticked',
        await page.getByRole('checkbox', { name: 'delete logs' }).isChecked(),
      );

      await by(page, 'runbook-edit').click();
      const text = await by(page, 'runbook-content').inputValue();
      await by(page, 'runbook-content').fill(text.replace('delete logs', 'compress logs'));
      await page.reload();
      await by(page, 'restored').waitFor();
      await by(page, 'runbook-save').click();
      await page.getByRole('checkbox', { name: 'compress logs' }).waitFor();

      await by(page, 'runbook-history').click();
      await until('two revisions', async () => (await by(page, 'revision').count()) === 2);
      await shows(by(page, 'diff').locator('.word'), 'compress');
      await by(page, 'revision').last().click();
      await by(page, 'restore').click();
      await page.getByRole('checkbox', { name: 'delete logs' }).waitFor();
      const [stored] = (await server.api('GET', '/runbooks?q=disk+full&tag=linux')) as [Runbook];
      check('the restored one is the third', stored.version === 3);
      check('each tag is there once', stored.tags.join() === 'disk,linux');

      await by(page, 'runbook-more').click();
      await by(page, 'runbook-delete').click();
      await by(page, 'confirm').click();
      await page.waitForURL('**/runbooks');
      await isGone(by(page, 'runbook-row').filter({ hasText: 'Disk full' }));
    },
  },
  {
    name: 'runbooks are found by words and tags, and beside an incident that needs them',
    async run({ open }) {
      const page = await open('/runbooks?tag=postgresql');
      await until('two have the tag', async () => (await by(page, 'runbook-row').count()) === 2);
      await by(page, 'search').fill('exhausted');
      await until('one has the word', async () => (await by(page, 'runbook-row').count()) === 1);
      await page.waitForURL(/q=exhausted/);

      const incidents = await open('/incidents?q=card');
      await by(incidents, 'incident-link').first().click();
      await by(incidents, 'related-runbook').filter({ hasText: 'payment provider' }).click();
      const beside = by(incidents, 'runbook-beside');
      await beside.getByRole('checkbox').first().waitFor();
      await beside.getByRole('checkbox').first().check();
      await shows(beside, /1 of \d+ done/);
      await incidents.waitForURL(/runbook=/);
      await incidents.reload();
      await shows(by(incidents, 'runbook-beside'), /1 of \d+ done/);
    },
  },
  {
    name: 'two people write the same runbook: the difference is shown, and the person chooses',
    async run({ open, server }) {
      const { id } = (await server.api('POST', '/runbooks', {
        title: 'Cache',
        content: 'Restart it.\n',
      })) as Runbook;
      const page = await open(`/runbooks/${id}/edit`);
      await by(page, 'runbook-content').fill('Restart it twice.\n');
      await server.api('PATCH', `/runbooks/${id}`, { content: 'Never restart it.\n' });
      await by(page, 'runbook-save').click();
      await shows(by(page, 'conflict').getByTestId('diff'), 'Never restart it.');
      await by(page, 'conflict-back').click();
      check(
        'my text is still there',
        (await by(page, 'runbook-content').inputValue()) === 'Restart it twice.\n',
      );
      await server.api('PATCH', `/runbooks/${id}`, { content: 'Please never restart it.\n' });
      await by(page, 'runbook-save').click();
      await by(page, 'conflict-mine').click();
      await shows(by(page, 'runbook'), 'Restart it twice.');
      const revisions = await server.api('GET', `/runbooks/${id}/revisions`);
      check('all four are kept', Array.isArray(revisions) && revisions.length === 4);
    },
  },
  {
    isEmpty: true,
    name: 'a runbook rule: made, asked for a new incident, edited by two, found by its runbook, deleted',
    async run({ open, server }) {
      const runbook = (await server.api('POST', '/runbooks', { title: 'Pool is full' })) as Runbook;
      const page = await open('/runbooks');
      await by(page, 'runbook-rules').click();
      await shows(by(page, 'empty'), 'No rule attaches a runbook');
      await by(page, 'rule-create').click();
      await by(page, 'rule-labels').fill('region');
      await by(page, 'rule-save').click();
      await shows(by(page, 'rule-name-error'), 'Say what it is called');
      await shows(by(page, 'rule-runbook-error'), 'Choose the runbook');
      await shows(by(page, 'rule-labels-error'), '“region” is not name=value');
      check(
        'the focus is in the first of them',
        await by(page, 'rule-form-name').evaluate((field) => field === document.activeElement),
      );
      await by(page, 'rule-form-name').fill('Connections');
      await by(page, 'rule-runbook').selectOption(runbook.id);
      await by(page, 'rule-labels').fill('');
      await by(page, 'rule-save').click();
      await shows(by(page, 'rule-conditions-error'), 'Fill in one');
      await by(page, 'rule-words').fill('!!');
      await by(page, 'rule-save').click();
      await shows(by(page, 'rule-words-error'), 'Nothing is found');
      await by(page, 'rule-words').fill('postgres, connection pool');
      await by(page, 'rule-P1').check();
      await by(page, 'rule-save').click();
      await shows(by(page, 'rule'), 'attaches Pool is full');
      await shows(by(page, 'rule'), 'P1');

      const { id } = (await server.api('POST', '/incidents', {
        title: 'Connection pool exhausted',
        severity: 'P1',
        service: 'orders',
      })) as Incident;
      const attached = await server.api('GET', `/incidents/${id}/runbooks`);
      check('the incident has it', Array.isArray(attached) && attached.length === 1);

      await by(page, 'rule-name').click();
      const [rule] = (await server.api('GET', '/runbook-rules')) as [RunbookRule];
      await server.api('PATCH', `/runbook-rules/${rule.id}`, { services: ['orders'] });
      await by(page, 'rule-P2').check();
      await by(page, 'rule-save').click();
      await by(page, 'rule-keep-mine').click();
      await by(page, 'rule-save').click();
      await isGone(by(page, 'rule-form'));
      await shows(by(page, 'rule'), 'P1 or P2');
      const [saved] = (await server.api('GET', '/runbook-rules')) as [RunbookRule];
      check('mine stands, after theirs', saved.version === 3 && saved.services === null);

      await page.goto(`/runbooks/${runbook.id}`);
      await by(page, 'runbook-more').click();
      await by(page, 'runbook-rules').click();
      await shows(by(page, 'rules-of'), 'Pool is full');
      await by(page, 'rule-delete').click();
      await by(page, 'confirm').click();
      await shows(by(page, 'empty'), 'No rule attaches this runbook');
    },
  },
];
