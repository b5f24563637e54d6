const LONGEST = 200;

/** The first words of a Markdown text, without its marks. */
export function excerptOf(markdown: string): string {
  const paragraph = markdown
    .split(/\n{2,}/)
    .map((block) => block.trim())
    .find((block) => block !== '' && !/^(#|```|[-*+] |\d+\. |>|\|)/.test(block));
  return (paragraph ?? '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`~]/g, '')
    .replace(/\s+/g, ' ')
    .slice(0, LONGEST);
}
