import { readFile } from 'node:fs/promises';
import { brotliCompressSync, constants } from 'node:zlib';
import { expect, test } from 'vitest';

/** Bytes with brotli 11. The first is on every page; the others come where they are needed. */
test.each([
  ['clearpane.js', 1850],
  ['consent.js', 4650],
  ['behaviour.js', 2150],
  ['banner.js', 3300],
  ['contact.js', 620],
  ['contact-part.js', 1000],
  ['vanilla-cookieconsent.js', 600],
])('%s is at most %i bytes', async (file, most) => {
  const script = await readFile(`dist/tracker/${file}`);
  const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
  expect(brotliCompressSync(script, options).length).toBeLessThanOrEqual(most);
});
