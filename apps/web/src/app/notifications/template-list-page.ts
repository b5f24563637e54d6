import { Component, computed } from '@angular/core';
import { RouterLink } from '@angular/router';
import { injectTocsin } from '@tocsin/client/angular';
import { liveRows } from '../client/live-value.ts';
import { ListPage } from '../layout/list-page.ts';
import { Icon } from '../ui/icon.ts';
import { When } from '../ui/when.ts';
import { channelWord, hasSubject, reasonWord } from './notification-words.ts';

/** What notifications say: a template for each channel and reason. */
@Component({
  selector: 't-template-list-page',
  imports: [Icon, ListPage, RouterLink, When],
  template: `
    <t-list-page heading="Notification texts" what="texts" testid="template" [list]="list">
      <a before class="back" routerLink="/settings"><t-icon name="left" />Settings</a>
      @for (row of rows(); track row.item.id) {
        <li class="link row" data-testid="template">
          <span class="channel"
            ><span [class.visually-hidden]="row.isAgain">{{ row.channel }}</span></span
          >
          <span class="what">
            <a
              class="whole-row"
              [routerLink]="['/settings/templates', row.item.id]"
              data-testid="template-name"
              >{{ row.reason }}</a
            >
            <span class="muted ellipsis">{{ row.says }}</span>
          </span>
          @if (row.item.updated_at; as at) {
            <span class="muted changed" data-testid="template-changed"
              >changed <t-when as="ago" [at]="at"
            /></span>
          }
        </li>
      }
    </t-list-page>
  `,
  styles: `
    .channel {
      flex: none;
      width: 84px;
      font-weight: 550;
    }
    .changed {
      text-align: end;
    }
    @media (width < 768px) {
      .channel {
        width: 72px;
      }
    }
  `,
})
export class TemplateListPage {
  readonly #tocsin = injectTocsin();
  protected readonly list = liveRows(
    () => (page, signal) => this.#tocsin.notificationTemplates.list(page, { signal }),
    ['notification_template'],
  );
  protected readonly rows = computed(() =>
    this.list.rows().map((item, i, all) => ({
      item,
      channel: channelWord[item.channel],
      /** Those of a channel stand together, so that it is said once. */
      isAgain: item.channel === all[i - 1]?.channel,
      reason: reasonWord[item.reason],
      says: hasSubject(item.channel) ? item.subject : item.text,
    })),
  );
}
