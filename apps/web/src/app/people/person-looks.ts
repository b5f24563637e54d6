/** Apart from one another, and from the red of what is wrong. */
const hues = [212, 32, 152, 276, 92, 188, 312, 52, 238, 126, 296, 170];

/** The same colour for the same name, everywhere. */
export function hueOf(name: string): number {
  let hash = 2_166_136_261;
  for (const letter of name) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16_777_619);
  return hues[(hash >>> 8) % hues.length] ?? 0;
}

/** `Mara Lindqvist` is `ML`, `Mara` is `M`. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s.-]+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters
    .map((word) => Array.from(word ?? '')[0] ?? '')
    .join('')
    .toUpperCase();
}
