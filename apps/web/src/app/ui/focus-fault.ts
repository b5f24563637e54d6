/** Puts the focus into the first field that is wrong, once it is drawn so. */
export function focusFault(form: EventTarget | null): void {
  setTimeout(() => {
    if (form instanceof HTMLElement) {
      form.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
    }
  });
}
