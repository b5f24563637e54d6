import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder that can be kept from taking anything more. */
export interface Disk {
  folder: string;
  spoil(): void;
  mend(): void;
}

function mounted(kilobytes: number, owner: number | undefined): string {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-disk-'));
  const options = [`size=${kilobytes}k`, ...(owner === undefined ? [] : [`uid=${owner}`])];
  execFileSync('mount', ['-t', 'tmpfs', '-o', options.join(), 'tmpfs', folder], {
    stdio: 'ignore',
  });
  return folder;
}

function unmount(folder: string): void {
  execFileSync('umount', [folder]);
  rmSync(folder, { recursive: true });
}

/** Whether this user may mount one; if not, it says what is tested in its place. */
export function canMount(inPlace: string): boolean {
  try {
    unmount(mounted(64, undefined));
    return true;
  } catch {
    console.warn(`No small disk can be mounted here; tested in its place: ${inPlace}`);
    return false;
  }
}

/** A real disk of so much room, which another program fills to the last byte. */
export function smallDisk(kilobytes: number, owner?: number): Disk {
  const folder = mounted(kilobytes, owner);
  onTestFinished(() => unmount(folder));
  const filler = join(folder, 'filler');
  return {
    folder,
    spoil() {
      for (let size = 4096, part = 0; size >= 1; size /= 4, part += 1) {
        try {
          for (;;) writeFileSync(filler, Buffer.alloc(size, 'x'), { flag: 'a', flush: true });
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
        }
      }
    },
    mend: () => rmSync(filler),
  };
}

/** A folder in whose place there is a file for a while. */
export function replacedFolder(): Disk {
  const outer = mkdtempSync(join(tmpdir(), 'tocsin-disk-'));
  onTestFinished(() => rmSync(outer, { recursive: true, force: true }));
  const folder = join(outer, 'data');
  mkdirSync(folder);
  return {
    folder,
    spoil() {
      renameSync(folder, join(outer, 'elsewhere'));
      writeFileSync(folder, 'in the way');
    },
    mend() {
      rmSync(folder);
      renameSync(join(outer, 'elsewhere'), folder);
    },
  };
}
