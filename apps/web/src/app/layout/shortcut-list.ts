import { Component, computed, inject, input } from '@angular/core';
import { DialogFrame } from '../ui/dialog.ts';
import { keyNames, Shortcuts } from './shortcuts.ts';

/** Every key that does something where the person is. */
@Component({
  selector: 't-shortcut-list',
  imports: [DialogFrame],
  template: `
    <t-dialog heading="Keyboard" (left)="close()()">
      <div class="groups" tabindex="0" data-focus data-testid="shortcuts">
        @for (group of groups(); track group.name) {
          <section>
            <h3>{{ group.name }}</h3>
            <dl>
              @for (shortcut of group.shortcuts; track shortcut.keys) {
                <div>
                  <dt>{{ shortcut.label }}</dt>
                  <dd>
                    @for (key of shortcut.names; track $index) {
                      <kbd>{{ key }}</kbd>
                    }
                  </dd>
                </div>
              }
            </dl>
          </section>
        }
      </div>
    </t-dialog>
  `,
  styles: `
    .groups {
      display: grid;
      gap: 16px;
      padding: 8px 20px 20px;
      overflow-y: auto;
      outline: none;
    }
    h3 {
      margin-bottom: 4px;
      color: var(--text-2);
      font-size: 12px;
      font-weight: 550;
    }
    dl > div {
      display: flex;
      align-items: center;
      justify-content: space-between;
      min-height: 30px;
      border-bottom: 1px solid var(--line);
    }
    dd {
      display: flex;
      gap: 4px;
    }
  `,
})
export class ShortcutList {
  readonly #shortcuts = inject(Shortcuts);
  readonly close = input.required<() => void>();

  /** The page's own before those of the whole console. */
  protected readonly groups = computed(() => {
    const shortcuts = this.#shortcuts.all().map((shortcut) => ({
      ...shortcut,
      names: keyNames(shortcut.keys),
    }));
    const names = [...new Set(shortcuts.map(({ group }) => group))].toReversed();
    return names.map((name) => ({
      name,
      shortcuts: shortcuts.filter(({ group }) => group === name),
    }));
  });
}
