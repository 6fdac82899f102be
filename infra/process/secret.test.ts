import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { carriedLine, openKeys, secret, sharedSecret } from './secret.ts';

let keys: string;
beforeEach(async () => {
  keys = join(await mkdtemp(join(tmpdir(), 'clearpane-keys-')), 'keys');
});
afterEach(() => rm(join(keys, '..'), { recursive: true }));

test('a key is made once, whoever asks at the same time, and only its owner reads it', async () => {
  const found = await Promise.all(Array.from({ length: 8 }, () => secret(keys, 'receipts')));
  expect(new Set(found).size).toBe(1);
  expect(found[0]).toMatch(/^[\w-]{43}$/);
  expect(await secret(keys, 'receipts')).toBe(found[0]);
  expect((await stat(join(keys, 'receipts'))).mode & 0o777).toBe(0o600);
  expect(await readdir(keys)).toEqual(['receipts']);
  expect(await secret(keys, 'suppressions')).not.toBe(found[0]);
});

test('a damaged key is not replaced: every objection would be forgotten', async () => {
  await secret(keys, 'suppressions');
  await writeFile(join(keys, 'suppressions'), '');
  await expect(secret(keys, 'suppressions')).rejects.toThrow('is damaged. Restore it from a backup.');
});

test('keys that follow from a shared secret are alike on every machine, and unlike each other', async () => {
  const file = join(keys, '..', 'secret');
  await writeFile(file, `${'s3cret'.repeat(10)}\n`);
  const [one, other] = await Promise.all([openKeys(file, keys), openKeys(file, join(keys, 'elsewhere'))]);
  expect(await one('receipts')).toBe(await other('receipts'));
  expect(await one('receipts')).toMatch(/^[\w-]{43}$/);
  expect(await one('suppressions')).not.toBe(await one('receipts'));
  await writeFile(file, 'short');
  await expect(openKeys(file, keys)).rejects.toThrow('must hold at least 43 characters');
  // As a file that somebody else may read: it is there, and says nothing.
  await expect(openKeys(join(keys, '..'), keys)).rejects.toThrow('can not be read (EISDIR)');
});

test('keys that are older than the shared secret stand beside it, and the secret is what it would be without them', async () => {
  const file = join(keys, '..', 'secret');
  // Two lines, as `openssl rand -base64 64` prints them.
  const text = `${'s3cret'.repeat(10)}\n${'more'.repeat(6)}`;
  await writeFile(file, `${text}\n`);
  const plain = await (await openKeys(file, keys))('session');
  const old = await secret(keys, 'receipts');
  await writeFile(file, `${text}\n${carriedLine('receipts', old)}\n`);
  const all = await openKeys(file, keys);
  expect(await all('receipts')).toBe(old);
  expect(await all('session')).toBe(plain);
  expect(await sharedSecret(file)).toBe(text);
});
