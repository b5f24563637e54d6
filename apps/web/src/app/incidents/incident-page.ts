import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { Router, RouterLink } from '@angular/router';
import { type Incident, isTocsinError, type Phase, type Severity } from '@tocsin/client';
import { injectTocsin } from '@tocsin/client/angular';
import { failureText } from '../client/failure-text.ts';
import { LiveEvents } from '../client/live-events.ts';
import { Dialogs } from '../layout/dialogs.ts';
import { Me } from '../layout/me.ts';
import { Notices } from '../layout/notices.ts';
import { Shortcuts } from '../layout/shortcuts.ts';
import { copyText } from '../ui/copy-text.ts';
import { Icon } from '../ui/icon.ts';
import { InlineText } from '../ui/inline-text.ts';
import { ActivityList } from './activity-list.ts';
import { Conflicts, type IncidentEdit } from './conflicts.ts';
import { IncidentActions } from './incident-actions.ts';
import { IncidentAlerts } from './incident-alerts.ts';
import { IncidentActivity } from './incident-activity.ts';
import { IncidentCache } from './incident-cache.ts';
import type { IncidentEntry } from './incident-entry.ts';
import { IncidentEscalation } from './incident-escalation.ts';
import { IncidentFacts } from './incident-facts.ts';
import { IncidentMenu } from './incident-menu.ts';
import { IncidentNotifications } from './incident-notifications.ts';
import { IncidentList } from './incident-list.ts';
import { IncidentSnooze } from './incident-snooze.ts';
import { IncidentStanding } from './incident-standing.ts';
import { NoteForm } from './note-form.ts';
import { PhaseBadge } from './phase-badge.ts';
import { RelatedRunbooks } from './related-runbooks.ts';
import { SeverityBadge } from './severity-badge.ts';

/** One incident: what is known, what was done, and what to do. */
@Component({
  selector: 't-incident-page',
  imports: [
    ActivityList,
    Icon,
    IncidentAlerts,
    IncidentEscalation,
    IncidentFacts,
    IncidentMenu,
    IncidentNotifications,
    IncidentSnooze,
    IncidentStanding,
    InlineText,
    NoteForm,
    PhaseBadge,
    RelatedRunbooks,
    RouterLink,
    SeverityBadge,
  ],
  providers: [IncidentActivity],
  templateUrl: './incident-page.html',
  styleUrl: './incident-page.css',
})
export class IncidentPage {
  readonly #tocsin = injectTocsin();
  readonly #cache = inject(IncidentCache);
  readonly #actions = inject(IncidentActions);
  readonly #conflicts = inject(Conflicts);
  readonly #dialogs = inject(Dialogs);
  readonly #list = inject(IncidentList);
  readonly #me = inject(Me);
  readonly #notices = inject(Notices);
  readonly #router = inject(Router);
  readonly #title = inject(Title);
  protected readonly activity = inject(IncidentActivity);

  readonly id = input.required<string>();
  /** The runbook that is read beside it. */
  readonly runbook = input<string>();

  protected readonly entry = signal<IncidentEntry | undefined>(undefined);
  protected readonly failure = signal('');
  protected readonly isMissing = signal(false);
  protected readonly incident = computed(() => this.entry()?.view());
  protected readonly noMarks: ReadonlySet<string> = new Set();
  protected readonly isGone = computed(() => this.entry()?.isGone() ?? false);

  constructor() {
    effect(() => {
      const id = this.id();
      untracked(() => {
        this.entry.set(this.#cache.find(id));
        void this.#read(id);
        void this.activity.show(id);
      });
    });
    effect(() => {
      const incident = this.incident();
      if (incident) this.#title.setTitle(`#${incident.number} ${incident.title} · Tocsin`);
    });
    inject(LiveEvents).on('incident', {
      event: () => {},
      restart: () => void this.#read(this.id()),
    });
    const group = 'This incident';
    inject(Shortcuts).add([
      { keys: 'a', label: 'Acknowledge', group, run: () => this.reach('acknowledged') },
      { keys: 'e', label: 'Close, or reopen', group, run: () => this.#closeOrReopen() },
      { keys: 'i', label: 'Assign to me', group, run: () => this.assignToMe() },
      {
        keys: 'n',
        label: 'Write a note',
        group,
        run: () => document.getElementById('note')?.focus(),
      },
      { keys: 'j', label: 'Next of the list', group, run: () => this.#step(1) },
      { keys: 'k', label: 'Previous of the list', group, run: () => this.#step(-1) },
      {
        keys: 'u',
        label: 'Back to the list',
        group,
        run: () => this.#router.navigate(['/incidents']),
      },
    ]);
  }

  protected reach(phase: Phase): void {
    const incident = this.incident();
    if (incident && !this.isGone()) void this.#actions.change([incident], { phase });
  }

  protected setSeverity(severity: Severity): void {
    const incident = this.incident();
    if (incident) void this.#actions.change([incident], { severity });
  }

  protected assignToMe(): void {
    const incident = this.incident();
    const name = this.#me.name();
    if (!incident) return;
    if (name !== '') void this.#actions.change([incident], { assignedTo: name });
    else this.#notices.failed('Tell your name in the settings first.');
  }

  /** Saves one field; throws what the server said. */
  protected readonly saveTitle = (title: string) => this.save({ title });
  protected readonly save = async (edit: IncidentEdit): Promise<void> => {
    const entry = this.entry();
    if (!entry) return;
    const saved = await this.#conflicts.update(entry.stored, edit);
    if (saved) this.#cache.put(saved);
  };

  protected async edit(): Promise<void> {
    const entry = this.entry();
    if (!entry) return;
    await this.#dialogs.ask<Incident>(
      async () => (await import('./incident-form.ts')).IncidentForm,
      { incident: entry.stored },
    );
  }

  protected copyLink(): void {
    void copyText(`${location.origin}/incidents/${this.id()}`, this.#notices);
  }

  #closeOrReopen(): void {
    this.reach(this.incident()?.phase === 'resolved' ? 'open' : 'resolved');
  }

  #step(by: number): void {
    const rows = this.#list.rows();
    const at = rows.findIndex(({ stored }) => stored.id === this.id());
    const next = at === -1 ? undefined : rows[at + by];
    if (next) void this.#router.navigate(['/incidents', next.stored.id]);
  }

  async #read(id: string): Promise<void> {
    this.failure.set('');
    this.isMissing.set(false);
    try {
      const entry = this.#cache.put(await this.#tocsin.incidents.get({ id }));
      if (id === this.id()) this.entry.set(entry);
    } catch (error) {
      if (id !== this.id()) return;
      if (isTocsinError(error, 'NOT_FOUND')) this.isMissing.set(true);
      else this.failure.set(failureText(error));
    }
  }
}
