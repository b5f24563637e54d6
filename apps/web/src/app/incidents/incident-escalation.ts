import { Component, computed, effect, inject, input } from '@angular/core';
import { type Escalation, type Incident, isTocsinError } from '@tocsin/client';
import { injectTocsin } from '@tocsin/client/angular';
import { failureText } from '../client/failure-text.ts';
import { liveValue } from '../client/live-value.ts';
import { Notices } from '../layout/notices.ts';
import { Clock } from '../ui/clock.ts';
import { Icon } from '../ui/icon.ts';
import { durationText } from '../ui/times.ts';
import { When } from '../ui/when.ts';
import { targetText } from '../policies/target-text.ts';

/** A step that is late is asked for again, once so many seconds have passed. */
const LATE_SECONDS = 2;

const endWord = {
  acknowledged: 'it was acknowledged',
  resolved: 'it was resolved',
  merged: 'it was merged',
  deleted: 'it was deleted',
} as const;

/** How an incident finds somebody: whom it has called, and when it calls the next. */
@Component({
  selector: 't-incident-escalation',
  imports: [Icon, When],
  template: `
    <section aria-labelledby="escalation-heading" data-testid="incident-escalation">
      <div class="top">
        <h2 id="escalation-heading">Escalation</h2>
        @if (incident().phase !== 'resolved') {
          <button class="button quiet small" (click)="escalate()" data-testid="escalate">
            <t-icon name="up" />Escalate now
          </button>
        }
      </div>
      @if (escalation.value(); as found) {
        @if (found.item; as item) {
          <p data-testid="escalation-state">
            @switch (item.state) {
              @case ('running') {
                <b class="count" data-testid="escalation-countdown">{{ countdown() }}</b>
                until {{ next() }}
              }
              @case ('paused') {
                Paused while it is snoozed
              }
              @case ('exhausted') {
                <b class="alarming">Nobody is left to call</b>
              }
              @default {
                Over: {{ item.endedBy ? endWord[item.endedBy] : 'it has ended' }}
              }
            }
          </p>
          <p class="muted policy">{{ item.policy.name }}</p>
          <ol>
            @for (run of runs(); track run.key) {
              <li data-testid="escalation-run">
                <span>{{ run.text }}</span> <t-when class="muted" as="ago" [at]="run.at" />
              </li>
            }
          </ol>
        } @else {
          <p class="muted">No policy and no schedule is for its service.</p>
        }
      } @else if (escalation.failure()) {
        <p class="muted">{{ escalation.failure() }}</p>
      } @else {
        <span class="skeleton long"></span>
      }
    </section>
  `,
  styles: `
    section {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: 4px;
    }
    .top {
      display: flex;
      align-items: center;
      justify-content: space-between;
      min-height: 30px;
    }
    .count {
      font-size: 16px;
      font-variant-numeric: tabular-nums;
    }
    .alarming {
      color: var(--p1-text);
    }
    .policy,
    li {
      font-size: 13px;
    }
    li {
      display: flex;
      gap: 8px;
      justify-content: space-between;
      padding-block: 3px;
    }
  `,
})
export class IncidentEscalation {
  readonly #tocsin = injectTocsin();
  readonly #clock = inject(Clock);
  readonly #notices = inject(Notices);
  readonly incident = input.required<Incident>();
  protected readonly endWord = endWord;

  readonly #id = computed(() => this.incident().id);
  protected readonly escalation = liveValue<{ item: Escalation | undefined }>(() => {
    const id = this.#id();
    return (signal) => this.#read(id, signal);
  }, ['escalation']);
  readonly #item = computed(() => this.escalation.value()?.item);
  readonly #msLeft = computed(() => {
    const at = this.#item()?.nextStepAt;
    return at === null || at === undefined ? undefined : Date.parse(at) - this.#clock.now();
  });
  protected readonly countdown = computed(() => {
    const ms = Math.max(0, this.#msLeft() ?? 0);
    if (ms >= 3_600_000) return durationText(ms);
    const seconds = Math.ceil(ms / 1000);
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  });
  protected readonly next = computed(() => {
    const item = this.#item();
    const step = item && item.nextStep !== null ? item.policy.steps[item.nextStep] : undefined;
    if (!step) return 'waiting is over';
    return `${step.targets.map(targetText).join(' and ')} is called`;
  });
  protected readonly runs = computed(() =>
    (this.#item()?.runs ?? []).toReversed().map(({ at, step, round, paged, unreached }) => {
      const people = paged.map(({ person }) => person);
      const missed = unreached.map(({ target }) => targetText(target));
      const called = people.length > 0 ? `Called ${people.join(', ')}` : '';
      const passed = missed.length > 0 ? `could not reach ${missed.join(', ')}` : '';
      const text = [called, passed].filter(Boolean).join('; ');
      return { key: `${round} ${step} ${at}`, at, text };
    }),
  );

  constructor() {
    // The step is done by the server; where its news does not come, it is asked for.
    const isLate = computed(() => (this.#msLeft() ?? 0) < -LATE_SECONDS * 1000);
    effect(() => {
      if (isLate()) void this.escalation.refresh();
    });
  }

  protected async escalate(): Promise<void> {
    try {
      const { paged } = await this.#tocsin.escalations.escalate({ incident_id: this.#id() });
      this.#notices.done(`Called ${paged.map(({ person }) => person).join(', ')}`);
      await this.escalation.refresh();
    } catch (error) {
      this.#notices.failed(`Nobody was called: ${failureText(error)}`);
    }
  }

  async #read(id: string, signal: AbortSignal): Promise<{ item: Escalation | undefined }> {
    try {
      return { item: await this.#tocsin.escalations.ofIncident({ id }, { signal }) };
    } catch (error) {
      if (isTocsinError(error, 'NOT_FOUND')) return { item: undefined };
      throw error;
    }
  }
}
