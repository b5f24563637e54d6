import { SingleBar } from 'cli-progress';

/** A bar on standard error, so that standard output may be a file; nothing where nobody looks. */
export function progressBar(what: string, total: number) {
  const bar = new SingleBar({
    format: `${what} [{bar}] {percentage}% | {value}/{total} | {eta}s left`,
    stream: process.stderr,
    noTTYOutput: false,
    hideCursor: true,
    clearOnComplete: true,
  });
  bar.start(total, 0);
  return {
    step: () => bar.increment(),
    reach: (value: number, of: number) => {
      bar.setTotal(of);
      bar.update(value);
    },
    done: () => bar.stop(),
  };
}
