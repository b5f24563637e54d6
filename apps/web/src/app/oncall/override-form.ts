import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { isTocsinError, type Schedule, type ScheduleOverride } from '@tocsin/client';
import { injectTocsin } from '@tocsin/client/angular';
import { failureText, fieldFaults } from '../client/failure-text.ts';
import { Me } from '../layout/me.ts';
import { KnownPeople } from '../people/known-people.ts';
import { DialogFrame } from '../ui/dialog.ts';
import { Icon } from '../ui/icon.ts';
import { localZone } from '../ui/time-zones.ts';
import { fieldMoment, fieldText } from './oncall-times.ts';

const HOUR = 3_600_000;

/** Puts somebody on call for a time, or changes that; closes with `true` when something was done. */
@Component({
  selector: 't-override-form',
  imports: [DialogFrame, Icon],
  templateUrl: './override-form.html',
})
export class OverrideForm {
  readonly #tocsin = injectTocsin();
  readonly #me = inject(Me);
  readonly #people = inject(KnownPeople);
  readonly close = input.required<(isDone?: boolean) => void>();
  readonly schedule = input.required<Schedule>();
  /** The one to change; without it there is a new one. */
  readonly override = input<ScheduleOverride>();
  /** What was pointed at. */
  readonly from = input<string>();
  readonly to = input<string>();

  protected readonly zone = localZone;
  protected readonly names = computed(() => {
    const { members, layers } = this.schedule();
    const known = this.#people.names();
    return [...new Set([...members, ...layers.flatMap((layer) => layer.members), ...known])];
  });
  protected readonly member = linkedSignal(() => this.override()?.member ?? this.#me.name());
  protected readonly start = linkedSignal(() => {
    const from = this.override()?.start ?? this.from();
    return fieldText(from === undefined ? nextHour() : Date.parse(from));
  });
  protected readonly end = linkedSignal(() => {
    const to = this.override()?.end ?? this.to();
    return fieldText(to === undefined ? nextHour() + 8 * HOUR : Date.parse(to));
  });
  protected readonly reason = linkedSignal(() => this.override()?.reason ?? '');
  protected readonly onTop = signal(false);
  protected readonly isTaken = signal(false);
  protected readonly faults = signal<ReadonlyMap<string, string>>(new Map());
  protected readonly failure = signal('');
  protected readonly isBusy = signal(false);

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const [start, end] = [fieldMoment(this.start()), fieldMoment(this.end())];
    if (this.member().trim() === '') return this.#tell('member', 'Say who');
    if (start === undefined) return this.#tell('start', 'Say from when');
    if (end === undefined || end <= start) return this.#tell('end', 'Must be later than the start');
    await this.#do(async () => {
      const fields = { member: this.member().trim(), start, end, reason: this.reason() };
      const [scheduleId, onTop, before] = [this.schedule().id, this.onTop(), this.override()];
      if (before) {
        const { id, version } = before;
        const input = { scheduleId, id, ...fields, onTop, ifVersion: version };
        await this.#tocsin.overrides.update(input);
      } else {
        const createdBy = this.#me.name() || undefined;
        await this.#tocsin.overrides.create({ scheduleId, ...fields, onTop, createdBy });
      }
    });
  }

  protected async delete({ id, scheduleId }: ScheduleOverride): Promise<void> {
    await this.#do(() => this.#tocsin.overrides.delete({ scheduleId, id }));
  }

  async #do(work: () => Promise<unknown>): Promise<void> {
    this.isBusy.set(true);
    this.failure.set('');
    try {
      await work();
      this.close()(true);
    } catch (error) {
      this.isTaken.set(isTocsinError(error, 'CONFLICT'));
      this.faults.set(fieldFaults(error));
      if (this.faults().size === 0 && !this.isTaken()) this.failure.set(failureText(error));
    } finally {
      this.isBusy.set(false);
    }
  }

  #tell(field: string, fault: string): void {
    this.faults.set(new Map([[field, fault]]));
  }
}

const nextHour = (): number => Math.ceil(Date.now() / HOUR) * HOUR;
