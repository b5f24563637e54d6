import { Component, effect, inject, input, signal, untracked } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { isTocsinError, type Schedule } from '@tocsin/client';
import { injectTocsin } from '@tocsin/client/angular';
import { failureText, fieldFaults } from '../client/failure-text.ts';
import { IncidentFacets } from '../incidents/incident-facets.ts';
import { KnownPeople } from '../people/known-people.ts';
import { Icon } from '../ui/icon.ts';
import { NameList } from '../ui/name-list.ts';
import { localZone, timeZones } from '../ui/time-zones.ts';
import { draftOf, type LayerDraft, layerOf, newLayer } from './layer-draft.ts';
import { LayerForm } from './layer-form.ts';

/** Writes a schedule, a new one or one that there is. */
@Component({
  selector: 't-schedule-editor-page',
  imports: [Icon, LayerForm, NameList, RouterLink],
  host: { class: 'page' },
  templateUrl: './schedule-editor-page.html',
  styles: `
    :host {
      max-width: 760px;
    }
    .panel {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: 8px;
    }
    .add {
      justify-self: start;
    }
    .stale {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
      align-items: center;
      padding: 8px 12px;
      border-radius: var(--radius);
      background: var(--mark);
    }
  `,
})
export class ScheduleEditorPage {
  readonly #tocsin = injectTocsin();
  readonly #router = inject(Router);
  protected readonly facets = inject(IncidentFacets);
  protected readonly people = inject(KnownPeople);
  /** Without it there is a new one. */
  readonly id = input<string>();

  protected readonly zones = timeZones;
  protected readonly team = signal('');
  protected readonly name = signal('');
  protected readonly timeZone = signal(localZone);
  protected readonly members = signal<readonly string[]>([]);
  protected readonly layers = signal<readonly LayerDraft[]>([]);
  protected readonly faults = signal<ReadonlyMap<string, string>>(new Map());
  protected readonly failure = signal('');
  protected readonly isBusy = signal(false);
  protected readonly isStale = signal(false);
  #version = 0;

  constructor() {
    void this.facets.read();
    effect(() => {
      const id = this.id();
      if (id !== undefined)
        untracked(() => void this.#read(id, (schedule) => this.#fill(schedule)));
    });
  }

  protected setLayer(at: number, layer: LayerDraft): void {
    this.layers.update((layers) => layers.map((other, i) => (i === at ? layer : other)));
  }

  protected addLayer(): void {
    this.layers.update((layers) => [...layers, newLayer(this.members())]);
  }

  protected removeLayer(at: number): void {
    this.layers.update((layers) => layers.filter((_, i) => i !== at));
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    this.failure.set('');
    if (this.team().trim() === '') {
      this.faults.set(new Map([['team', 'Say whose schedule it is']]));
      return;
    }
    this.isBusy.set(true);
    try {
      const { id } = await this.#save();
      await this.#router.navigate(['/oncall', id]);
    } catch (error) {
      this.#tell(error);
    } finally {
      this.isBusy.set(false);
    }
  }

  protected async takeTheirs(): Promise<void> {
    const id = this.id();
    if (id !== undefined) await this.#read(id, (schedule) => this.#fill(schedule));
  }

  protected async keepMine(): Promise<void> {
    const id = this.id();
    if (id !== undefined) await this.#read(id, ({ version }) => this.#stand(version));
  }

  async #save(): Promise<Schedule> {
    const team = this.team().trim();
    const fields = {
      team,
      name: this.name().trim() || team,
      timeZone: this.timeZone(),
      members: [...this.members()],
      layers: this.layers().map(layerOf),
    };
    const id = this.id();
    if (id === undefined) return this.#tocsin.schedules.create(fields);
    return this.#tocsin.schedules.update({ id, ...fields, ifVersion: this.#version });
  }

  #tell(error: unknown): void {
    if (isTocsinError(error, 'PRECONDITION_FAILED')) {
      this.isStale.set(true);
      return;
    }
    const isTaken = isTocsinError(error, 'CONFLICT');
    this.faults.set(
      isTaken ? new Map([['team', 'This team has a schedule already']]) : fieldFaults(error),
    );
    this.failure.set(isTaken ? '' : failureText(error));
  }

  async #read(id: string, use: (schedule: Schedule) => void): Promise<void> {
    try {
      use(await this.#tocsin.schedules.get({ id }));
    } catch (error) {
      this.failure.set(failureText(error));
    }
  }

  #fill({ team, name, timeZone, members, layers, version }: Schedule): void {
    this.team.set(team);
    this.name.set(name === team ? '' : name);
    this.timeZone.set(timeZone);
    this.members.set(members);
    this.layers.set(layers.map(draftOf));
    this.#stand(version);
  }

  #stand(version: number): void {
    this.#version = version;
    this.isStale.set(false);
  }
}
