import { Component, input, model, output } from '@angular/core';
import type { Weekday } from '@tocsin/client';
import { Icon } from '../ui/icon.ts';
import { NameList } from '../ui/name-list.ts';
import {
  type LayerDraft,
  longDay,
  type Rotation,
  shortDay,
  units,
  weekdays,
} from './layer-draft.ts';

type Times = LayerDraft['restrictions'][number];

const workingDays: Weekday[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];

/** One rotation of a schedule. */
@Component({
  selector: 't-layer-form',
  imports: [Icon, NameList],
  templateUrl: './layer-form.html',
  styles: `
    fieldset {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: 12px;
      min-width: 0;
      margin: 0;
      padding: 12px 16px 14px;
    }
    .head {
      display: flex;
      align-items: center;
      justify-content: space-between;
    }
    .turns,
    .times {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
      align-items: center;
    }
    .input {
      width: auto;
    }
    .input[type='number'] {
      width: 72px;
    }
    .days {
      display: flex;
      flex-wrap: wrap;
      gap: 2px;
    }
    .days .button {
      min-width: 44px;
    }
    .add {
      justify-self: start;
      color: var(--text-2);
    }
  `,
})
export class LayerForm {
  readonly layer = model.required<LayerDraft>();
  readonly number = input.required<number>();
  readonly names = input.required<readonly string[]>();
  readonly removed = output();

  protected readonly weekdays = weekdays;
  protected readonly longDay = longDay;
  protected readonly shortDay = shortDay;
  protected readonly units = Object.entries(units).map(([value, label]) => ({ value, label }));

  protected set(change: Partial<LayerDraft>): void {
    this.layer.update((layer) => ({ ...layer, ...change }));
  }

  protected setRotation(value: string): void {
    // Safe: it is one of `units`.
    this.set({ rotation: value as Rotation });
  }

  protected setDay(value: string): void {
    // Safe: it is one of `weekdays`.
    this.set({ handoffDay: value as Weekday });
  }

  protected addTimes(): void {
    const times = { days: workingDays, from: '09:00', to: '17:00' };
    this.set({ restrictions: [...this.layer().restrictions, times] });
  }

  protected setTimes(at: number, change: Partial<Times>): void {
    this.set({
      restrictions: this.layer().restrictions.map((times, i) =>
        i === at ? { ...times, ...change } : times,
      ),
    });
  }

  protected toggleDay(at: number, day: Weekday): void {
    const before = this.layer().restrictions[at]?.days ?? [];
    const days = weekdays.filter((name) => before.includes(name) !== (name === day));
    if (days.length > 0) this.setTimes(at, { days });
  }

  protected removeTimes(at: number): void {
    this.set({ restrictions: this.layer().restrictions.filter((_, i) => i !== at) });
  }
}
