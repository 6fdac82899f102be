/** Adds up the values of equal keys, in the order in which keys were first seen. */
export function sum(items: readonly { key: readonly unknown[]; values: readonly number[] }[]): unknown[][] {
  const sums = new Map<string, { key: readonly unknown[]; values: number[] }>();
  for (const { key, values } of items) {
    // No part of a key holds a tab: control characters are taken out at the gate.
    const name = key.join('\t');
    const known = sums.get(name);
    if (known) known.values = known.values.map((value, index) => value + (values[index] ?? 0));
    else sums.set(name, { key, values: [...values] });
  }
  return [...sums.values()].map(({ key, values }) => [...key, ...values]);
}
