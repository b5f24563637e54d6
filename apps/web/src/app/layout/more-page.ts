import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Icon } from '../ui/icon.ts';
import { places } from './nav.ts';

/** The places that the tabs of a phone have no room for. */
@Component({
  selector: 't-more-page',
  imports: [Icon, RouterLink],
  host: { class: 'page' },
  template: `
    <header class="page-head"><h1>More</h1></header>
    <div class="page-body flush">
      <ul class="rows">
        @for (place of rare; track place.path) {
          <li class="link">
            <a class="whole-row" [routerLink]="place.path" [attr.data-testid]="'more' + place.path">
              <t-icon [name]="place.icon" />{{ place.label }}<t-icon class="end" name="right" />
            </a>
          </li>
        }
        <li class="link">
          <a class="whole-row" href="/docs" target="_blank">
            <t-icon name="link" />API reference<t-icon class="end" name="right" />
          </a>
        </li>
      </ul>
    </div>
  `,
  styles: `
    a {
      display: flex;
      gap: 12px;
      align-items: center;
      min-height: 52px;
      padding: 0 16px;
    }
    t-icon {
      color: var(--text-2);
    }
    .end {
      margin-inline-start: auto;
    }
  `,
})
export class MorePage {
  protected readonly rare = places.filter(({ isRare }) => isRare);
}
