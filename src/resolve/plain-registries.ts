type Values = Readonly<Record<string, unknown>>;

const LINE = /^( {0,2}| {4})([A-Za-z][A-Za-z0-9_-]*):(?: +(\S+))?$/;
/** Text in YAML, whatever stands around it: no quotes, no marks, and neither a number nor a word such as `true`. */
const TEXT = /^(?:\.{0,2}\/|~\/|[A-Za-z]|\d+\.\d+\.\d)[A-Za-z0-9_./@~+-]*(?:[:@][A-Za-z0-9_./@~+-]+)*$/;
const WORD = /^(?:null|true|false|y|n|yes|no|on|off)$/i;

/**
 * The values of a `registries.yml` as `registry add` writes it, with comments in lines of their own; null for all other YAML. A
 * parser that knows all of it takes longer to load than everything else that answers a reference from the cache.
 */
export function readPlainRegistries(text: string): Values | null {
  const top = new Map<string, unknown>();
  const list = new Map<string, unknown>();
  let fields: Map<string, unknown> | null = null;
  let inList = false;
  for (const line of text.split("\n")) {
    if (line === "" || line.startsWith("#")) continue;
    const [, indent, key, value] = LINE.exec(line) ?? [];
    if (indent === undefined || key === undefined || indent.length === 1) return null;
    if (value !== undefined && (!TEXT.test(value) || WORD.test(value))) return null;
    if (indent.length === 0) {
      inList = key === "registries" && value === undefined;
      fields = null;
      if (!inList && value === undefined) return null;
      if (!put(top, key, inList ? list : value)) return null;
    } else if (indent.length === 2) {
      fields = value === undefined ? new Map() : null;
      if (!inList || !put(list, key, value ?? fields)) return null;
    } else if (fields === null || value === undefined || !put(fields, key, value)) return null;
  }
  // A key without anything below it is null in YAML.
  const whole = [...list.values(), list].every((part) => !(part instanceof Map) || part.size > 0);
  return whole || !top.has("registries") ? toValues(top) : null;
}

/** False for a key that is there already. */
function put(values: Map<string, unknown>, key: string, value: unknown): boolean {
  if (values.has(key)) return false;
  values.set(key, value);
  return true;
}

function toValues(values: ReadonlyMap<string, unknown>): Values {
  return Object.fromEntries([...values].map(([key, value]) => [key, value instanceof Map ? toValues(value) : value]));
}
