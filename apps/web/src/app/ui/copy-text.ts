import type { Notices } from '../layout/notices.ts';

/** Copies, and says so. */
export async function copyText(text: string, notices: Notices): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    notices.done('Copied');
  } catch {
    // Browsers give the clipboard to pages from `https` and from this machine only.
    notices.failed('The browser does not let this page copy. Select the text and copy it.');
  }
}
