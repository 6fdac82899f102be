/**
 * Values by organization or by its domain: the id is asked first, then the domain and what it lies below, the longest
 * first. Of two values for the same, the one that was added last counts.
 */
export class OrganizationIndex<T> {
  readonly #organizations = new Map<string, T>();
  readonly #domains = new Map<string, T>();

  addOrganization(id: string, value: T): void {
    this.#organizations.set(id, value);
  }

  addDomain(domain: string, value: T): void {
    this.#domains.set(domain.toLowerCase(), value);
  }

  find({ id, domain }: { id: string; domain: string }): T | undefined {
    const byId = this.#organizations.get(id);
    if (byId !== undefined || domain === '' || this.#domains.size === 0) return byId;
    for (let name = domain; name.includes('.'); name = name.slice(name.indexOf('.') + 1)) {
      const found = this.#domains.get(name);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}
