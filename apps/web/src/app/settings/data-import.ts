import { Component, computed, signal } from '@angular/core';
import { importLocalStorage, type ImportReport, type KeyValueStorage } from '@tocsin/client';
import { injectTocsin } from '@tocsin/client/angular';
import { failureText } from '../client/failure-text.ts';
import { counted } from '../incidents/words.ts';
import { Icon } from '../ui/icon.ts';
import { countOld, storageOfFile } from './old-data.ts';

/** Brings the incidents and runbooks of a frontend that kept them in its browser. */
@Component({
  selector: 't-data-import',
  imports: [Icon],
  template: `
    <div>
      <span class="what">Import from a browser</span>
      <p class="muted">
        What an older frontend kept in localStorage, as <code>incidents</code> and
        <code>runbooks</code>: from this address of this browser, or from a JSON file with these two
        lists. It can be run again without doubles.
      </p>
      <p role="status" data-testid="import-said">{{ said() }}</p>
      @if (report()?.skipped; as skipped) {
        @if (skipped.length > 0) {
          <ul class="skipped" tabindex="0" aria-label="Left out" data-testid="import-skipped">
            @for (item of skipped; track $index) {
              <li>{{ item.kind }} {{ item.id }}: {{ item.reason }}</li>
            }
          </ul>
        }
      }
    </div>
    <div class="tools">
      <button
        class="button"
        [disabled]="isBusy() || here().total === 0"
        (click)="importHere()"
        data-testid="import-here"
      >
        <t-icon name="upload" />{{
          here().total === 0 ? 'Nothing in this browser' : 'Import ' + here().text
        }}
      </button>
      <button
        class="button"
        [disabled]="isBusy()"
        (click)="file.click()"
        data-testid="import-choose"
      >
        Choose a file
      </button>
      <input
        #file
        hidden
        type="file"
        accept=".json,application/json"
        aria-label="File to import"
        (change)="importFile(file.files?.[0]); file.value = ''"
        data-testid="import-file"
      />
    </div>
  `,
  styleUrl: './data-row.css',
})
export class DataImport {
  readonly #tocsin = injectTocsin();
  protected readonly isBusy = signal(false);
  protected readonly said = signal('');
  protected readonly report = signal<ImportReport | undefined>(undefined);
  protected readonly here = computed(() => {
    const { incidents, runbooks } = countOld(localStorage);
    const text = `${counted(incidents, 'incident')} and ${counted(runbooks, 'runbook')}`;
    return { total: incidents + runbooks, text };
  });

  protected async importHere(): Promise<void> {
    await this.#import(localStorage);
  }

  protected async importFile(file: File | undefined): Promise<void> {
    if (!file) return;
    try {
      await this.#import(storageOfFile(await file.text(), localStorage));
    } catch (error) {
      this.said.set(`${file.name} cannot be read: ${failureText(error)}`);
    }
  }

  async #import(storage: KeyValueStorage): Promise<void> {
    this.isBusy.set(true);
    this.report.set(undefined);
    this.said.set('Importing …');
    try {
      const report = await importLocalStorage(storage, this.#tocsin);
      this.report.set(report);
      this.said.set(saidOf(report));
    } catch (error) {
      this.said.set(`Cut off: ${failureText(error)} Run it again to go on.`);
    } finally {
      this.isBusy.set(false);
    }
  }
}

function saidOf({ incidents, runbooks, skipped }: ImportReport): string {
  const brought = `${counted(incidents.imported, 'incident')} and ${counted(runbooks.imported, 'runbook')} imported`;
  const already = incidents.already + runbooks.already;
  return [
    brought,
    already > 0 ? `${already} were here already` : '',
    skipped.length > 0 ? `${skipped.length} left out` : '',
  ]
    .filter(Boolean)
    .join(', ');
}
