import { Component, signal } from '@angular/core';
import type { Incident, Page, Runbook } from '@tocsin/client';
import { injectTocsin } from '@tocsin/client/angular';
import { failureText } from '../client/failure-text.ts';
import { counted } from '../incidents/words.ts';
import { Icon } from '../ui/icon.ts';

const PAGE = 500;

/** Gives everything to the person as a file, in the form in which it can be imported below. */
@Component({
  selector: 't-data-export',
  imports: [Icon],
  template: `
    <div>
      <span class="what">Export</span>
      <p class="muted">
        All incidents with their notes, and all runbooks, as one JSON file. A whole backup, with
        history, is <code>npx tocsin export</code> on the server.
      </p>
      <p role="status" data-testid="export-said">{{ said() }}</p>
    </div>
    <button class="button" [disabled]="isBusy()" (click)="export()" data-testid="export">
      <t-icon name="download" />Export
    </button>
  `,
  styleUrl: './data-row.css',
})
export class DataExport {
  readonly #tocsin = injectTocsin();
  protected readonly isBusy = signal(false);
  protected readonly said = signal('');

  protected async export(): Promise<void> {
    this.isBusy.set(true);
    try {
      const { incidents, runbooks } = this.#tocsin;
      const all = {
        exportedAt: new Date().toISOString(),
        incidents: await this.#all<Incident>('incident', (page) =>
          // The oldest first: what is opened meanwhile comes on the last page.
          incidents.list({ sort: 'createdAt', ...page }),
        ),
        runbooks: await this.#all<Runbook>('runbook', (page) => runbooks.list(page)),
      };
      download(`tocsin-${all.exportedAt.slice(0, 10)}.json`, JSON.stringify(all, null, 2));
      this.said.set(
        `Exported ${counted(all.incidents.length, 'incident')} and ${counted(all.runbooks.length, 'runbook')}.`,
      );
    } catch (error) {
      this.said.set(`Not exported: ${failureText(error)}`);
    } finally {
      this.isBusy.set(false);
    }
  }

  async #all<Item>(
    name: string,
    list: (page: { limit: number; cursor?: string }) => Promise<Page<Item>>,
  ): Promise<Item[]> {
    const items: Item[] = [];
    let cursor: string | null = null;
    do {
      const page: Page<Item> = await list({ limit: PAGE, ...(cursor === null ? {} : { cursor }) });
      items.push(...page.items);
      cursor = page.nextCursor;
      this.said.set(`Reading: ${counted(items.length, name)} …`);
    } while (cursor !== null);
    return items;
  }
}

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
