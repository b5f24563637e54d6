import {
  Component,
  computed,
  type ElementRef,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import type { Calendar } from '@tocsin/client';
import { Clock } from '../ui/clock.ts';
import { type Piece, piecesOf, saidOf } from './calendar-pieces.ts';
import { hueOf, initialsOf } from '../people/person-looks.ts';
import { barsOf, firstOf, lastOf, momentAt, type Row, shareAt } from './week-grid.ts';

const HOUR = 3_600_000;
/** A press that moves less is a click. */
const DRAGGED = 6;

/** What somebody has pointed at: a time, and what is there. */
export interface Chosen {
  start: string;
  end: string;
  /** Who is on call then, by the rotation; `null` where nobody is, `undefined` for a dragged time. */
  member?: string | null;
  overrideId?: string | null;
}

interface Drag {
  from: number;
  to: number;
  x: number;
  y: number;
  isMoved: boolean;
}

const weekday = new Intl.DateTimeFormat(undefined, { weekday: 'short' });
const date = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });

/** Weeks below one another, with who is on call; a mouse drags a time over it. */
@Component({
  selector: 't-calendar-grid',
  templateUrl: './calendar-grid.html',
  styleUrl: './calendar-grid.css',
})
export class CalendarGrid {
  readonly #clock = inject(Clock);
  readonly rows = input.required<readonly Row[]>();
  readonly calendar = input<Calendar>();
  readonly chosen = output<Chosen>();

  protected readonly grid = viewChild.required<ElementRef<HTMLElement>>('grid');
  protected readonly drag = signal<Drag | undefined>(undefined);
  protected readonly weekdays = [1, 2, 3, 4, 5, 6, 7].map((day) =>
    weekday.format(new Date(2024, 0, day)),
  );
  readonly #minute = computed(() => Math.floor(this.#clock.now() / 60_000) * 60_000);
  protected readonly weeks = computed(() => {
    const pieces = piecesOf(this.calendar());
    return this.rows().map((row) => this.#week(row, pieces));
  });

  protected choose(chosen: Chosen): void {
    if (!this.#wasDragged) this.chosen.emit(chosen);
    this.#wasDragged = false;
  }

  /** The click that ends a drag is none. */
  #wasDragged = false;

  protected begin(event: PointerEvent): void {
    // A finger scrolls; it taps what it means.
    if (event.pointerType === 'touch' || event.button !== 0) return;
    const at = this.#momentOf(event);
    if (at === undefined) return;
    this.#wasDragged = false;
    this.drag.set({ from: at, to: at, x: event.clientX, y: event.clientY, isMoved: false });
  }

  protected move(event: PointerEvent): void {
    const drag = this.drag();
    const to = drag && this.#momentOf(event);
    if (!drag || to === undefined) return;
    const far = Math.hypot(event.clientX - drag.x, event.clientY - drag.y) > DRAGGED;
    if (far) this.grid().nativeElement.setPointerCapture(event.pointerId);
    this.drag.set({ ...drag, to, isMoved: drag.isMoved || far });
  }

  protected end(event: PointerEvent): void {
    const drag = this.drag();
    this.drag.set(undefined);
    if (!drag?.isMoved) return;
    event.preventDefault();
    this.#wasDragged = true;
    const [start, end] = [Math.min(drag.from, drag.to), Math.max(drag.from, drag.to)];
    if (start < end) {
      this.chosen.emit({
        start: new Date(start).toISOString(),
        end: new Date(end).toISOString(),
      });
    }
  }

  #week(row: Row, pieces: readonly Piece[]) {
    const now = this.#minute();
    const drag = this.drag();
    const chosen = drag?.isMoved ? this.#shareOf(row, drag) : undefined;
    return {
      from: firstOf(row),
      label: date.format(firstOf(row)),
      days: row.edges.slice(0, -1).map((at, day) => ({
        at,
        label:
          new Date(at).getDate() === 1 || at === this.#first
            ? date.format(at)
            : String(new Date(at).getDate()),
        isToday: at <= now && now < (row.edges[day + 1] ?? 0),
        isPast: (row.edges[day + 1] ?? 0) <= now,
      })),
      bars: barsOf(row, pieces).map(({ span, left, width, isFromBefore, isGoingOn }) => ({
        key: `${span.kind} ${span.start}`,
        kind: span.kind,
        left: 100 * left,
        width: 100 * width,
        isFromBefore,
        isGoingOn,
        name: span.member ?? 'Nobody',
        initials: span.member === null ? '–' : initialsOf(span.member),
        hue: hueOf(span.member ?? ''),
        said: saidOf(span),
        chosen: {
          start: span.start,
          end: span.end,
          member: span.member,
          overrideId: span.overrideId,
        },
      })),
      now: firstOf(row) <= now && now < lastOf(row) ? 100 * shareAt(row, now) : undefined,
      chosen,
    };
  }

  get #first(): number {
    const [row] = this.rows();
    return row ? firstOf(row) : 0;
  }

  #shareOf(row: Row, { from, to }: Drag): { left: number; width: number } | undefined {
    const span = {
      start: new Date(Math.min(from, to)).toISOString(),
      end: new Date(Math.max(from, to)).toISOString(),
    };
    const [bar] = barsOf(row, [span]);
    return bar && { left: 100 * bar.left, width: 100 * bar.width };
  }

  /** The hour below the pointer. */
  #momentOf({ clientX, clientY }: PointerEvent): number | undefined {
    const { left, top, width, height } = this.grid().nativeElement.getBoundingClientRect();
    const rows = this.rows();
    const at = Math.floor(((clientY - top) / height) * rows.length);
    const row = rows[Math.max(0, Math.min(rows.length - 1, at))];
    return row && momentAt(row, (clientX - left) / width, HOUR);
  }
}
