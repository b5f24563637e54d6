import { Component, input } from '@angular/core';
import { actorText } from '../client/actor-text.ts';
import { Markdown } from '../ui/markdown.ts';
import { When } from '../ui/when.ts';
import type { Activity } from './incident-activity.ts';

/** What happened, the newest first: notes in full, the rest on a line each. */
@Component({
  selector: 't-activity-list',
  imports: [Markdown, When],
  template: `
    <ol data-testid="activity">
      @for (item of items(); track item.id) {
        @if (item.kind === 'note') {
          <li class="card" data-testid="note">
            <p class="by">
              <b>{{ nameOf(item.note.author) }}</b>
              <t-when as="ago" [at]="item.at" />
            </p>
            <t-markdown [text]="item.note.text" [headings]="2" />
          </li>
        } @else {
          <li class="event" data-testid="event">
            <span>{{ item.actor }} {{ item.text }}</span> <t-when as="ago" [at]="item.at" />
          </li>
        }
      }
      @if (!isRead()) {
        <li class="event"><span class="skeleton"></span></li>
      }
    </ol>
  `,
  styles: `
    ol {
      position: relative;
      display: grid;
      gap: 10px;
    }
    ol::before {
      position: absolute;
      top: 8px;
      bottom: 8px;
      left: 10px;
      border-inline-start: 2px solid var(--line);
      content: '';
    }
    .card {
      position: relative;
      padding: 10px 14px;
    }
    .by {
      display: flex;
      margin-bottom: 4px;
      color: var(--text-2);
      font-size: 13px;
    }
    .by b {
      color: var(--text);
    }
    .event {
      position: relative;
      padding-inline-start: 28px;
      color: var(--text-2);
      font-size: 13px;
    }
    .event::before {
      position: absolute;
      top: 6px;
      left: 7px;
      width: 8px;
      height: 8px;
      border-radius: 50%;
      background: var(--line-strong);
      box-shadow: 0 0 0 3px var(--canvas);
      content: '';
    }
    .skeleton {
      width: 40%;
      margin-top: 4px;
    }
    t-when::before {
      margin-inline: 4px;
      content: '·';
    }
  `,
})
export class ActivityList {
  readonly items = input.required<readonly Activity[]>();
  readonly isRead = input.required<boolean>();
  protected readonly nameOf = actorText;
}
