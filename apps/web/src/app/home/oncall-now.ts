import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { soonText } from '../oncall/oncall-times.ts';
import { PersonChip } from '../oncall/person-chip.ts';
import { TeamsNow } from '../oncall/teams-now.ts';
import { Clock } from '../ui/clock.ts';

const MOST = 6;

/** Who is on call now, and to whom it is handed next. */
@Component({
  selector: 't-oncall-now',
  imports: [PersonChip, RouterLink],
  providers: [TeamsNow],
  template: `
    <section class="card" aria-labelledby="oncall-heading" data-testid="home-oncall">
      <div class="top">
        <h2 id="oncall-heading">On call now</h2>
        <a routerLink="/oncall">{{ rest() > 0 ? 'All, ' + rest() + ' more' : 'All' }}</a>
      </div>
      @if (teams.value()) {
        <ul>
          @for (row of rows(); track row.schedule.id) {
            <li>
              <a class="ellipsis" [routerLink]="['/oncall', row.schedule.id]">{{
                row.schedule.team
              }}</a>
              <t-person-chip [name]="row.current.engineer" [detail]="row.until" />
              <span class="muted then">
                @if (row.next.engineer; as next) {
                  then {{ next }}
                } @else {
                  then nobody else
                }
              </span>
            </li>
          } @empty {
            <li class="empty muted">
              Nobody, since there is no schedule.&ngsp;<a routerLink="/oncall/new">Make one</a>
            </li>
          }
        </ul>
      } @else if (teams.failure()) {
        <p class="muted">{{ teams.failure() }}</p>
      } @else {
        <span class="skeleton"></span>
      }
    </section>
  `,
  styles: `
    section {
      min-height: 108px;
      padding: 14px 16px 10px;
    }
    .top {
      display: flex;
      justify-content: space-between;
      margin-bottom: 4px;
      font-size: 13px;
    }
    ul {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(320px, 1fr));
      gap: 0 32px;
    }
    li {
      display: grid;
      grid-template-columns: minmax(0, 5fr) minmax(0, 6fr) minmax(0, 5fr);
      gap: 12px;
      align-items: center;
      height: 48px;
    }
    li:not(.empty) > a {
      color: var(--text);
      font-weight: 550;
    }
    .then {
      font-size: 13px;
      line-height: 1.25;
    }
    li.empty {
      display: block;
      padding-top: 8px;
    }
    .skeleton {
      width: 40%;
      margin-top: 14px;
    }
    @media (width < 768px) {
      ul {
        grid-template-columns: minmax(0, 1fr);
      }
      li {
        grid-template-columns: minmax(0, 2fr) minmax(0, 3fr);
        height: 52px;
      }
      .then {
        display: none;
      }
    }
  `,
})
export class OncallNow {
  readonly #clock = inject(Clock);
  protected readonly teams = inject(TeamsNow);
  readonly #minute = computed(() => Math.floor(this.#clock.now() / 60_000) * 60_000);
  protected readonly rows = computed(() =>
    (this.teams.value() ?? []).slice(0, MOST).map((team) => ({
      ...team,
      until: team.current.shift ? `until ${soonText(team.current.shift.end, this.#minute())}` : '',
    })),
  );
  protected readonly rest = computed(() => Math.max(0, (this.teams.value()?.length ?? 0) - MOST));
}
