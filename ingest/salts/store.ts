/** Where salts are kept. */
export interface SaltStore {
  /**
   * Makes the salts of these days where they are missing, and destroys all others. Of processes that do so at the same
   * time, one makes a salt and all get it.
   *
   * @param days UTC days, `YYYY-MM-DD`
   */
  keep(days: readonly string[]): Promise<ReadonlyMap<string, Buffer>>;
}
