/** The largest text a template may build, in characters. */
export const MAX_TEXT = 2_000_000;
const MAX_RANGE = 10_000;
const MAX_PARTS = 200_000;

/** JSON text to values without prototypes: nothing but the fields is there to be read. */
export function parseValues(json: string): object {
  const values: unknown = JSON.parse(json, (_key, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value) ? withoutPrototype(value) : value,
  );
  return typeof values === "object" && values !== null ? values : withoutPrototype({});
}

export function withoutPrototype<T extends object>(value: T): T {
  // Object.create answers `any`; the fields are the value's own.
  return Object.assign(Object.create(null) as T, value);
}

/** A field of a plain object, an item or the length of a list or text; nothing else of any value can be read. */
export function ownMember(target: unknown, key: unknown): unknown {
  if (typeof key !== "string" && typeof key !== "number") return undefined;
  if (typeof target === "string" || target instanceof String) return listMember(String(target), key);
  if (Array.isArray(target)) return listMember(target, key);
  if (typeof target !== "object" || target === null) return undefined;
  return Object.getOwnPropertyDescriptor(target, key)?.value;
}

function listMember(list: string | readonly unknown[], key: string | number): unknown {
  if (key === "length") return list.length;
  const index = typeof key === "number" ? key : /^\d+$/u.test(key) ? Number(key) : -1;
  return Number.isInteger(index) && index >= 0 && index < list.length ? list[index] : undefined;
}

export function isIn(key: unknown, container: unknown): boolean {
  if (Array.isArray(container)) return container.includes(key);
  if (typeof container === "string" || container instanceof String) return typeof key === "string" && String(container).includes(key);
  if (typeof container === "object" && container !== null)
    return (typeof key === "string" || typeof key === "number") && Object.hasOwn(container, key);
  throw new Error("`in` needs a list, a text or an object on its right");
}

/** What a loop goes over: lists and texts as they are, objects by their fields, nothing for all else. */
export function toIterable(value: unknown): unknown {
  if (value instanceof String) return String(value);
  return typeof value === "function" ? [] : value;
}

/** A value as it is printed; a list or an object has no one way to be. */
export function toText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return String(value);
  if (value instanceof String) return value.toString();
  if (Array.isArray(value)) throw new Error("a list cannot be printed: use a loop, `join` or `dump`");
  if (typeof value === "function") throw new Error("a function or macro cannot be printed: call it with ()");
  throw new Error("an object cannot be printed: name one of its fields, or use `dump`");
}

export function joined(left: unknown, right: unknown): string {
  return bounded(toText(left) + toText(right));
}

export function sum(left: unknown, right: unknown): unknown {
  return typeof left === "number" && typeof right === "number" ? left + right : joined(left, right);
}

export function bounded<T>(value: T): T {
  if ((typeof value === "string" || value instanceof String) && value.length > MAX_TEXT) {
    throw new Error(`a text grows longer than ${MAX_TEXT} characters`);
  }
  return value;
}

/** Refuses lists whose parts, counted as often as they are reached, are too many: `[a, a]` of `[a, a]` doubles at each step. */
export function countParts<T>(value: T): T {
  let count = 0;
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next !== "object" || next === null || next instanceof String) continue;
    const parts: readonly unknown[] = Object.values(next);
    count += parts.length;
    if (count > MAX_PARTS) throw new Error("a list or object has too many parts");
    for (const part of parts) if (typeof part === "object" && part !== null) waiting.push(part);
  }
  return value;
}

/** Numbers as nunjucks' own `range` gives them, but at most 10,000. */
export function rangeOf(start: unknown, stop?: unknown, step?: unknown): readonly number[] {
  const [from, to] = stop === undefined ? [0, Number(start)] : [Number(start), Number(stop)];
  const by = step === undefined || Number(step) === 0 ? 1 : Number(step);
  const length = Math.max(0, Math.ceil((to - from) / by));
  if (!(length <= MAX_RANGE)) throw new Error(`\`range\` makes at most ${MAX_RANGE} numbers`);
  return Array.from({ length }, (_, index) => from + index * by);
}
