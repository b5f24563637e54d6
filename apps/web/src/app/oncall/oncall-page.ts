import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Commands } from '../layout/commands.ts';
import { Shortcuts } from '../layout/shortcuts.ts';
import { Clock } from '../ui/clock.ts';
import { focusStep } from '../ui/focus-step.ts';
import { Icon } from '../ui/icon.ts';
import { DayStrip } from './day-strip.ts';
import { soonText } from './oncall-times.ts';
import { PersonChip } from './person-chip.ts';
import { TeamsNow } from './teams-now.ts';

/** Who is on call now and who is next, team by team. */
@Component({
  selector: 't-oncall-page',
  imports: [DayStrip, Icon, PersonChip, RouterLink],
  providers: [TeamsNow],
  host: { class: 'page' },
  templateUrl: './oncall-page.html',
  styleUrl: './oncall-page.css',
})
export class OncallPage {
  protected readonly teams = inject(TeamsNow);
  readonly #clock = inject(Clock);
  readonly #minute = computed(() => Math.floor(this.#clock.now() / 60_000) * 60_000);
  protected readonly rows = computed(() =>
    (this.teams.value() ?? []).map((team) => ({
      ...team,
      until: team.current.shift
        ? `until ${soonText(team.current.shift.end, this.#minute())}`
        : 'now',
      from: team.next.shift ? `from ${soonText(team.next.shift.start, this.#minute())}` : 'next',
    })),
  );

  constructor() {
    const commands = inject(Commands);
    const group = 'On-call';
    inject(Shortcuts).add([
      { keys: 'j', label: 'Next', group, run: () => focusStep('[data-team]', 1) },
      { keys: 'k', label: 'Previous', group, run: () => focusStep('[data-team]', -1) },
      { keys: 'c', label: 'Make a schedule', group, run: () => commands.go('/oncall/new') },
    ]);
  }
}
