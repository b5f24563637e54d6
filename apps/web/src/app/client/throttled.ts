/** After slow work it rests so many times as long as the work took: reading is not all that a server has to do. */
const REST = 4;

/**
 * A function that asks for some work, as often as it likes: the work is done `after` milliseconds later, once for all
 * who asked meanwhile, and never twice at a time. Who keeps asking does not put it off.
 */
export function throttled(work: () => Promise<unknown>, after: number): () => void {
  let state: 'idle' | 'waiting' | 'working' | 'asked again' = 'idle';
  let took = 0;
  function wait(): void {
    state = 'waiting';
    setTimeout(() => void run(), Math.max(after, took * REST));
  }
  async function run(): Promise<void> {
    state = 'working';
    const began = performance.now();
    await work().catch(() => {});
    took = performance.now() - began;
    if (wasAskedAgain()) wait();
    else state = 'idle';
  }
  // Apart, since it changes while the work is waited for.
  const wasAskedAgain = (): boolean => state === 'asked again';
  return () => {
    if (state === 'idle') wait();
    else if (state === 'working') state = 'asked again';
  };
}
