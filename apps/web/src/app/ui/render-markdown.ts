import DOMPurify from 'dompurify';
import { Marked } from 'marked';

const marked = new Marked({ gfm: true, breaks: false, async: false });

const purifyOptions = {
  USE_PROFILES: { html: true },
  FORBID_TAGS: ['style', 'form', 'textarea', 'select', 'option', 'button', 'video', 'audio'],
  FORBID_ATTR: ['style', 'id', 'name', 'class'],
  RETURN_DOM_FRAGMENT: true as const,
};

/**
 * Markdown as elements that do nothing but show text: no scripts, no styles, nothing that asks
 * another host. Loaded when there is Markdown to show.
 * @param headings How many levels deeper headings are put.
 */
export function renderMarkdown(text: string, headings: number): DocumentFragment {
  const html = marked.parse(text);
  // Safe: `async` is off, so the answer is a string.
  const fragment = DOMPurify.sanitize(html as string, purifyOptions);
  for (const link of fragment.querySelectorAll('a[href]')) guardLink(link);
  for (const image of fragment.querySelectorAll('img')) image.replaceWith(linkTo(image));
  for (const heading of fragment.querySelectorAll('h1,h2,h3,h4,h5,h6')) deepen(heading, headings);
  for (const [i, box] of fragment.querySelectorAll('input').entries()) makeTask(box, i);
  for (const code of fragment.querySelectorAll('pre')) addCopy(code);
  for (const table of fragment.querySelectorAll('table')) wrap(table);
  return fragment;
}

function guardLink(link: Element): void {
  link.setAttribute('rel', 'noopener noreferrer nofollow');
  if (/^https?:/i.test(link.getAttribute('href') ?? '')) link.setAttribute('target', '_blank');
}

/** A picture elsewhere would tell its host who reads this. */
function linkTo(image: HTMLImageElement): HTMLElement {
  const source = image.getAttribute('src') ?? '';
  if (source.startsWith('data:image/')) return image;
  const link = document.createElement('a');
  link.href = source;
  link.textContent = image.alt || source;
  guardLink(link);
  return link;
}

function deepen(heading: Element, by: number): void {
  const level = Math.min(6, Number(heading.tagName[1]) + by);
  const deeper = document.createElement(`h${level}`);
  deeper.append(...heading.childNodes);
  heading.replaceWith(deeper);
}

function makeTask(box: HTMLInputElement, index: number): void {
  if (box.type !== 'checkbox') {
    box.remove();
    return;
  }
  const item = box.closest('li');
  box.disabled = false;
  box.dataset['task'] = String(index);
  // `checked` in the text is where everybody begins; who ticks it here does so for himself.
  const label = document.createElement('label');
  const words = document.createElement('span');
  const inline = [...(box.parentElement?.childNodes ?? [])].filter((node) => !isBlock(node));
  box.before(label);
  words.append(...inline.filter((node) => node !== box));
  label.append(box, words);
  item?.classList.add('task');
}

const isBlock = (node: Node): boolean =>
  node instanceof Element && /^(UL|OL|PRE|BLOCKQUOTE|P|DIV|TABLE)$/.test(node.tagName);

function addCopy(code: HTMLElement): void {
  code.tabIndex = 0;
  const box = document.createElement('div');
  box.className = 'code';
  code.replaceWith(box);
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button small copy';
  button.textContent = 'Copy';
  box.append(code, button);
}

function wrap(table: HTMLTableElement): void {
  const box = document.createElement('div');
  box.className = 'table';
  box.tabIndex = 0;
  table.replaceWith(box);
  box.append(table);
}
