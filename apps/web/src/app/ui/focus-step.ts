/** Moves the focus to the next or the previous of the things that match; to the first at first. */
export function focusStep(selector: string, by: 1 | -1): void {
  const all = [...document.querySelectorAll<HTMLElement>(selector)];
  const at = all.findIndex((element) => element === document.activeElement);
  all[Math.max(0, Math.min(all.length - 1, at + by))]?.focus();
}
