import { rename, writeFile } from 'node:fs/promises';

/** A reader sees the old file or the new one, never half of one. */
export async function replaceFile(path: string, content: Buffer): Promise<void> {
  await writeFile(`${path}.new`, content);
  await rename(`${path}.new`, path);
}
