import { styleText } from 'node:util';
import stringWidth from 'string-width';

type Format = Parameters<typeof styleText>[0];

/** Where people read: how wide it is, and whether it has colours. */
export interface Terminal {
  /** In columns; `Infinity` where it is no terminal, so that nothing is cut. */
  width: number;
  /** Styles a text for the terminal; leaves it as it is elsewhere, and with `NO_COLOR`. */
  style(format: Format, text: string): string;
}

export const terminalOf = (stream: NodeJS.WriteStream): Terminal => ({
  width: stream.isTTY ? stream.columns : Infinity,
  style: (format, text) => styleText(format, text, { stream }),
});

/**
 * A text as a terminal may show it. What others wrote could otherwise move the cursor, change
 * colours or retitle the window.
 */
export const shown = (text: string): string =>
  text.replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]/g, '\ufffd');

/** On one line. */
export const shownInline = (text: string): string => shown(text.replaceAll(/\s*\n\s*/g, ' '));

/** Cut to a number of columns, with `…` where something is missing. */
export function cut(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let kept = '';
  let used = 0;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    const more = stringWidth(segment);
    if (used + more > width - 1) break;
    kept += segment;
    used += more;
  }
  return `${kept}…`;
}

/** Filled up with blanks to a number of columns. */
export const padded = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - stringWidth(text)));
