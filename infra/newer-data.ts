/** The data directory was written by a newer version; using it could lose what that version added. */
export class NewerDataError extends Error {
  readonly code = 'newer_data';
  constructor(engine: string, version: string) {
    super(
      `The ${engine} was written by a newer Clearpane (schema ${version} is unknown here). ` +
        'Start that version or a later one, or choose another data directory.',
    );
    this.name = 'NewerDataError';
  }
}
