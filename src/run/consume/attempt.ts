import { Failure } from "../../model/failure.ts";

/** What the work gives, or the Failure that it ends with, so that others can go on. */
export async function attempt<T>(work: () => Promise<T>): Promise<T | Failure> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

/** The same for many, so many at a time; results in the order of the items. */
export async function attemptAll<Item, T>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<T>,
): Promise<readonly { readonly item: Item; readonly result: T | Failure }[]> {
  const results: { readonly item: Item; readonly result: T | Failure }[] = [];
  for (let start = 0; start < items.length; start += atOnce) {
    const some = items.slice(start, start + atOnce).map(async (item) => ({ item, result: await attempt(() => work(item)) }));
    results.push(...(await Promise.all(some)));
  }
  return results;
}
