/** The list with one item a place further up (-1) or down (1). */
export function moved<T>(items: readonly T[], at: number, by: -1 | 1): T[] {
  const list = [...items];
  const [item] = list.splice(at, 1);
  if (item !== undefined) list.splice(at + by, 0, item);
  return list;
}
