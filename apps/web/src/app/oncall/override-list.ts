import { Component, input, output } from '@angular/core';
import type { ScheduleOverride } from '@tocsin/client';
import { Icon } from '../ui/icon.ts';
import { dayText } from './oncall-times.ts';
import { PersonChip } from './person-chip.ts';

/** The overrides that are not over. */
@Component({
  selector: 't-override-list',
  imports: [Icon, PersonChip],
  template: `
    <ul data-testid="overrides">
      @for (item of items(); track item.id) {
        <li data-testid="override">
          <t-person-chip [name]="item.member" [detail]="textOf(item)" />
          <span class="muted why">{{ item.reason }}</span>
          <button
            class="button quiet small icon"
            [attr.aria-label]="'Change the override of ' + item.member"
            (click)="edit.emit(item)"
            data-testid="override-edit"
          >
            <t-icon name="edit" />
          </button>
          <button
            class="button quiet small icon"
            [attr.aria-label]="'Delete the override of ' + item.member"
            (click)="remove.emit(item)"
            data-testid="override-remove"
          >
            <t-icon name="trash" />
          </button>
        </li>
      } @empty {
        <li class="muted">
          None. Drag over the calendar to put somebody else on call for a time, or tap a shift.
        </li>
      }
    </ul>
  `,
  styles: `
    ul {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
    }
    li {
      display: flex;
      gap: 12px;
      align-items: center;
      min-height: 48px;
      border-top: 1px solid var(--line);
    }
    li:first-child {
      border-top: 0;
    }
    t-person-chip {
      flex: 1;
    }
    .why {
      flex: 1;
      font-size: 13px;
    }
    .icon {
      color: var(--text-2);
    }
    @media (width < 768px) {
      .why {
        display: none;
      }
    }
  `,
})
export class OverrideList {
  readonly items = input.required<readonly ScheduleOverride[]>();
  readonly edit = output<ScheduleOverride>();
  readonly remove = output<ScheduleOverride>();

  protected textOf({ start, end }: ScheduleOverride): string {
    return `${dayText(start)} – ${dayText(end)}`;
  }
}
