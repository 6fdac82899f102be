import { inOrder, type Rule } from '../policy/rules/rule.ts';
import { topicsOf } from './evaluate.ts';

export interface IndexedRule {
  rule: Rule;
  /** Topics whose sessions it looks at; 0 stands for the whole site. */
  topics: readonly number[];
}

/** Rules by site and topic, so that a visit is held against those only that look at its topics. */
export class RuleIndex {
  readonly #sites = new Map<number, Map<number, IndexedRule[]>>();

  constructor(rules: Iterable<Rule> = []) {
    for (const rule of [...rules].sort(inOrder)) this.#add({ rule, topics: topicsOf(rule) });
  }

  #add(indexed: IndexedRule): void {
    const { site } = indexed.rule;
    const topics = this.#sites.get(site) ?? new Map<number, IndexedRule[]>();
    this.#sites.set(site, topics);
    for (const topic of indexed.topics) {
      const rules = topics.get(topic) ?? [];
      rules.push(indexed);
      topics.set(topic, rules);
    }
  }

  /** Rules of a site that look at any of some topics, in the order that people set. */
  touching(site: number, topics: Iterable<number>): IndexedRule[] {
    const known = this.#sites.get(site);
    if (!known) return [];
    const found = new Set<IndexedRule>();
    for (const topic of topics) for (const rule of known.get(topic) ?? []) found.add(rule);
    return [...found].sort((a, b) => inOrder(a.rule, b.rule));
  }
}
