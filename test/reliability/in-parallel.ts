/** Does the work for all items, so many at once, and gives the results in the order of the items. */
export async function inParallel<T, R>(items: readonly T[], most: number, work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results = new Map<number, R>();
  const queue = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) results.set(index, await work(item));
  };
  await Promise.all(Array.from({ length: most }, worker));
  return [...results].toSorted(([a], [b]) => a - b).map(([, result]) => result);
}
