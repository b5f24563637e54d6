import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** Less than a packet saves nothing. */
const WORTH_IT = 1024;

// The server sends these as they are, so that no request waits for a compressor.
for (const file of globSync('dist/**/*.{js,css,svg}')) {
  const plain = readFileSync(file);
  if (plain.length < WORTH_IT) continue;
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
  };
  writeFileSync(`${file}.br`, brotliCompressSync(plain, { params }));
  writeFileSync(`${file}.gz`, gzipSync(plain, { level: constants.Z_BEST_COMPRESSION }));
}
