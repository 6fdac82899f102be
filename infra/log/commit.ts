import type { RootDatabase } from 'lmdb';

/**
 * One transaction, on disk when this resolves. What lmdb throws says only that a commit failed, and holds the reason as a
 * promise: that must be taken, or it ends the process.
 *
 * @throws Error with the reason; nothing of the transaction is there then
 */
export async function commit(root: RootDatabase, work: () => void): Promise<void> {
  try {
    await root.batch(work);
  } catch (error) {
    await (error as { commitError?: Promise<never> }).commitError;
    throw error;
  }
}
