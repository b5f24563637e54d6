import { Component, computed, effect, inject, input, signal } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { Router, RouterLink } from '@angular/router';
import type { Schedule, ScheduleOverride } from '@tocsin/client';
import { injectTocsin } from '@tocsin/client/angular';
import { failureText } from '../client/failure-text.ts';
import { liveRows, liveValue } from '../client/live-value.ts';
import { counted } from '../incidents/words.ts';
import { Deletion } from '../layout/deletion.ts';
import { Dialogs } from '../layout/dialogs.ts';
import { Notices } from '../layout/notices.ts';
import { Shortcuts } from '../layout/shortcuts.ts';
import { Clock } from '../ui/clock.ts';
import { copyText } from '../ui/copy-text.ts';
import { Icon } from '../ui/icon.ts';
import { clockText } from '../ui/time-zones.ts';
import { durationText } from '../ui/times.ts';
import { CalendarGrid, type Chosen } from './calendar-grid.ts';
import { soonText } from './oncall-times.ts';
import { OverrideList } from './override-list.ts';
import { PersonChip } from './person-chip.ts';
import { firstOf, lastOf, rowsFrom, startOfDay, startOfWeek } from './week-grid.ts';

const WEEKS = 4;
const date = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'long' });

/** One team's schedule: who is on call, the weeks ahead, and what overrides them. */
@Component({
  selector: 't-schedule-page',
  imports: [CalendarGrid, Icon, OverrideList, PersonChip, RouterLink],
  host: { class: 'page' },
  templateUrl: './schedule-page.html',
  styleUrl: './schedule-page.css',
})
export class SchedulePage {
  readonly #tocsin = injectTocsin();
  readonly #clock = inject(Clock);
  readonly #deletion = inject(Deletion);
  readonly #dialogs = inject(Dialogs);
  readonly #notices = inject(Notices);
  readonly #router = inject(Router);
  readonly #title = inject(Title);
  readonly id = input.required<string>();

  /** How many weeks away the calendar begins. */
  readonly #weeks = signal(0);
  readonly #minute = computed(() => Math.floor(this.#clock.now() / 60_000) * 60_000);
  readonly #monday = computed(() => startOfWeek(this.#minute()));
  protected readonly rows = computed(() =>
    rowsFrom(startOfDay(this.#monday(), 7 * this.#weeks()), WEEKS),
  );

  protected readonly schedule = liveValue(() => {
    const id = this.id();
    return (signal) => this.#tocsin.schedules.get({ id }, { signal });
  }, ['schedule', 'person']);
  readonly #team = computed(() => this.schedule.value()?.team);
  readonly #people = liveValue(() => {
    const team = this.#team();
    if (team === undefined) return undefined;
    return async (signal) => {
      const [current, next] = await Promise.all([
        this.#tocsin.oncall.current({ team }, { signal }),
        this.#tocsin.oncall.next({ team }, { signal }),
      ]);
      return { current, next };
    };
  }, ['schedule', 'person']);
  protected readonly calendar = liveValue(() => {
    const [first, last] = [this.rows()[0], this.rows().at(-1)];
    if (!first || !last) return undefined;
    const input = {
      id: this.id(),
      from: new Date(firstOf(first)).toISOString(),
      to: new Date(lastOf(last)).toISOString(),
    };
    return (signal) => this.#tocsin.schedules.shifts(input, { signal });
  }, ['schedule']);
  protected readonly overrides = liveRows(() => {
    const scheduleId = this.id();
    return (page, signal) => {
      const from = new Date().toISOString();
      return this.#tocsin.overrides.list({ scheduleId, from, ...page }, { signal });
    };
  }, ['schedule']);

  protected readonly current = computed(() => this.#people.value()?.current);
  protected readonly next = computed(() => this.#people.value()?.next);
  protected readonly until = computed(() => {
    const shift = this.current()?.shift;
    return shift ? `until ${soonText(shift.end, this.#minute())}` : '';
  });
  protected readonly from = computed(() => {
    const shift = this.next()?.shift;
    return shift ? `from ${soonText(shift.start, this.#minute())}` : '';
  });
  protected readonly zoneClock = computed(() => {
    const zone = this.schedule.value()?.timeZone;
    return zone === undefined ? '' : `(${clockText(zone, this.#minute())})`;
  });
  protected readonly rotationText = computed(() => {
    const { members = [], layers = [] } = this.schedule.value() ?? {};
    const weekly =
      members.length === 0 ? [] : [`${counted(members.length, 'person', 'people')} by the week`];
    const rotations = layers.length === 0 ? [] : [counted(layers.length, 'rotation')];
    return [...weekly, ...rotations].join(' and ') || 'nobody in it';
  });
  protected readonly spanText = computed(() => {
    const [first, last] = [this.rows()[0], this.rows().at(-1)];
    return first && last
      ? `${date.format(firstOf(first))} – ${date.format(startOfDay(lastOf(last), -1))}`
      : '';
  });
  protected readonly gapText = computed(() => {
    const gaps = this.calendar.value()?.gaps ?? [];
    if (gaps.length === 0) return '';
    const sum = gaps.reduce((ms, { start, end }) => ms + Date.parse(end) - Date.parse(start), 0);
    return `Nobody for ${durationText(sum)} in ${counted(gaps.length, 'gap')}`;
  });

  constructor() {
    effect(() => {
      const schedule = this.schedule.value();
      if (schedule) this.#title.setTitle(`${schedule.name} · On-call · Tocsin`);
    });
    const isHandedOver = computed(() => {
      const end = this.current()?.shift?.end;
      return end !== undefined && this.#clock.now() >= Date.parse(end);
    });
    effect(() => {
      if (isHandedOver()) void this.#people.refresh();
    });
    const group = 'This schedule';
    inject(Shortcuts).add([
      { keys: 'o', label: 'Override', group, run: () => this.ask({}) },
      {
        keys: 'u',
        label: 'Back to the list',
        group,
        run: () => this.#router.navigate(['/oncall']),
      },
    ]);
  }

  protected step(by: number): void {
    this.#weeks.update((weeks) => (by === 0 ? 0 : weeks + by));
  }

  /** A shift is overridden, an override changed, a gap filled. */
  protected choose({ start, end, overrideId }: Chosen): void {
    const override = this.overrides.rows().find(({ id }) => id === overrideId);
    const now = new Date(Math.floor(Date.now() / 60_000) * 60_000).toISOString();
    void this.ask(
      override ? { override } : { from: start < now && now < end ? now : start, to: end },
    );
  }

  protected async ask(inputs: Record<string, unknown>): Promise<void> {
    const schedule = this.schedule.value();
    if (!schedule) return;
    const load = async () => (await import('./override-form.ts')).OverrideForm;
    if (await this.#dialogs.ask<boolean>(load, { schedule, ...inputs })) await this.#refresh();
  }

  protected async remove({ id, scheduleId, member }: ScheduleOverride): Promise<void> {
    try {
      await this.#tocsin.overrides.delete({ scheduleId, id });
      this.#notices.done(`The override of ${member} is deleted`);
      await this.#refresh();
    } catch (error) {
      this.#notices.failed(`It was not deleted: ${failureText(error)}`);
    }
  }

  protected copyCalendar({ id }: Schedule): void {
    const url = `${location.origin}/api/v1/schedules/${id}/calendar.ics`;
    void copyText(url, this.#notices);
  }

  protected async delete({ id, name }: Schedule): Promise<void> {
    const text = 'The schedule and its overrides are gone for good.';
    const work = () => this.#tocsin.schedules.delete({ id });
    if (await this.#deletion.of(name, text, work)) await this.#router.navigate(['/oncall']);
  }

  async #refresh(): Promise<void> {
    await Promise.all([this.calendar.refresh(), this.overrides.refresh(), this.#people.refresh()]);
  }
}
