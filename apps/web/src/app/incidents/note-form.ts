import { Component, effect, inject, input, signal } from '@angular/core';
import { injectTocsin } from '@tocsin/client/angular';
import { failureText, fieldFaults } from '../client/failure-text.ts';
import { Me } from '../layout/me.ts';
import { IncidentCache } from './incident-cache.ts';

const MOST = 10_000;

/** Writes a note. What was begun stays, even when the page is left or loaded anew. */
@Component({
  selector: 't-note-form',
  template: `
    <form (submit)="send($event)" novalidate>
      <label class="visually-hidden" for="note">Note</label>
      <textarea
        class="input"
        id="note"
        rows="3"
        placeholder="What did you see, try, find? Markdown works."
        aria-describedby="note-fault"
        [value]="text()"
        [disabled]="isClosed()"
        (input)="write(area.value)"
        (keydown.control.enter)="send($event)"
        (keydown.meta.enter)="send($event)"
        #area
        data-testid="note-text"
      ></textarea>
      <footer>
        <label for="note-author" class="muted">As</label>
        <input
          class="input"
          id="note-author"
          autocomplete="name"
          placeholder="Your name"
          maxlength="100"
          [value]="me.name()"
          (change)="me.name.set(author.value.trim())"
          #author
          data-testid="note-author"
        />
        <p class="fault" id="note-fault" role="alert" data-testid="note-fault">{{ fault() }}</p>
        <button
          class="button"
          [class.primary]="text().trim() !== ''"
          [disabled]="isSending() || text().trim() === '' || isClosed()"
          data-testid="note-send"
        >
          Add the note
        </button>
      </footer>
    </form>
  `,
  styles: `
    form {
      display: grid;
      gap: 8px;
    }
    footer {
      display: flex;
      gap: 8px;
      align-items: center;
    }
    footer .input {
      width: 160px;
      min-height: 32px;
      padding-block: 4px;
    }
    .fault {
      flex: 1;
      color: var(--danger);
      font-size: 13px;
    }
    .button {
      margin-inline-start: auto;
    }
  `,
})
export class NoteForm {
  readonly #tocsin = injectTocsin();
  readonly #cache = inject(IncidentCache);
  protected readonly me = inject(Me);
  readonly id = input.required<string>();
  readonly isClosed = input(false);

  protected readonly text = signal('');
  protected readonly fault = signal('');
  protected readonly isSending = signal(false);

  constructor() {
    effect(() => {
      this.text.set(sessionStorage.getItem(draftOf(this.id())) ?? '');
      this.fault.set('');
    });
  }

  protected write(text: string): void {
    this.text.set(text);
    this.#keep(text);
    this.fault.set(
      text.length > MOST ? `${text.length - MOST} characters too long: ${MOST} at most` : '',
    );
  }

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    const text = this.text();
    if (text.trim() === '' || text.length > MOST || this.isSending()) return;
    this.isSending.set(true);
    const author = this.me.name();
    try {
      const input = { id: this.id(), text, ...(author === '' ? {} : { author }) };
      this.#cache.put(await this.#tocsin.incidents.addNote(input));
      this.text.set('');
      this.#keep('');
      this.fault.set('');
    } catch (error) {
      const faults = fieldFaults(error);
      const fault = faults.get('text') ?? faults.get('author') ?? failureText(error);
      this.fault.set(`Not added: ${fault}`);
    } finally {
      this.isSending.set(false);
    }
  }

  #keep(text: string): void {
    if (text === '') sessionStorage.removeItem(draftOf(this.id()));
    else sessionStorage.setItem(draftOf(this.id()), text);
  }
}

const draftOf = (id: string): string => `tocsin.note.${id}`;
