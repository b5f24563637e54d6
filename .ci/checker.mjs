/** Does checks one after the other, says each, and ends the process with their count. */
export function checker() {
  const start = performance.now();
  let passed = 0;
  let failed = 0;
  return {
    /** What it answers, or throws, is said with it. */
    async check(name, isTrue) {
      const seconds = () => ((performance.now() - start) / 1000).toFixed(1).padStart(6);
      try {
        const told = await isTrue();
        passed += 1;
        console.log(`${seconds()} s  ok  ${name}${told === undefined ? '' : ` (${told})`}`);
        return true;
      } catch (error) {
        failed += 1;
        console.log(`${seconds()} s  NOT ${name}: ${error.message}`);
        return false;
      }
    },
    finish() {
      console.log(`${passed} passed, ${failed} failed`);
      process.exit(failed === 0 ? 0 : 1);
    },
  };
}
