#!/usr/bin/env node
// Plain JavaScript: an old Node must be able to read it as far as the line that tells it so.
const NEEDED = 24;
const major = Number(process.versions.node.split('.')[0]);
if (major < NEEDED) {
  console.error(
    `Tocsin needs Node ${NEEDED} or newer; this is ${process.versions.node}. "npm start" brings its own.`,
  );
  process.exit(1);
}
await import('#main');
