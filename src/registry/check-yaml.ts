import { isAlias, isCollection, isMap, isNode, isPair, isScalar, LineCounter, parseDocument, type YAMLMap } from "yaml";

/** Where a text stops being YAML that every reader takes, and why. */
export interface YamlFault {
  /** 1-based. */
  readonly line: number;
  readonly message: string;
}

interface Found {
  readonly offset: number;
  readonly message: string;
}

const LONGEST = 300;

/** Where the parser's own sentence speaks to programmers. */
const OWN_WORDS: Readonly<Partial<Record<string, string>>> = {
  MULTIPLE_DOCS: "A second document begins here",
  RESOURCE_EXHAUSTION: "The values are nested too deeply",
};

/** The first fault of a version file, or null; one document, without duplicate keys. Values are not looked at. */
export function findYamlFault(text: string): YamlFault | null {
  const lineCounter = new LineCounter();
  // The parser's own search for duplicate keys compares each key with each other one.
  const document = parseDocument(text, { lineCounter, prettyErrors: false, schema: "failsafe", uniqueKeys: false });
  const [error] = document.errors;
  const found =
    error === undefined ? findInTree(document.contents) : { offset: error.pos[0], message: OWN_WORDS[error.code] ?? error.message };
  if (found === null) return null;
  const { line } = lineCounter.linePos(found.offset);
  return { line, message: `line ${line}: ${found.message.slice(0, LONGEST)}` };
}

/** Aliases without an anchor before them, and duplicate keys. Without recursion, however deep the values are nested. */
function findInTree(root: unknown): Found | null {
  const anchors = new Set<string>();
  const open: unknown[] = [root];
  const faults: Found[] = [];
  while (open.length > 0) {
    const node = open.pop();
    if (isPair(node)) {
      open.push(node.value, node.key);
    } else if (isAlias(node)) {
      if (!anchors.has(node.source)) faults.push({ offset: offsetOf(node), message: `The alias *${node.source} has no anchor before it` });
    } else if (isNode(node)) {
      if (node.anchor !== undefined) anchors.add(node.anchor);
      if (isMap(node)) faults.push(...findTwin(node));
      if (isCollection(node)) for (const item of node.items.toReversed()) open.push(item);
    }
  }
  return faults.toSorted((a, b) => a.offset - b.offset)[0] ?? null;
}

function findTwin({ items }: YAMLMap): readonly Found[] {
  const known = new Set<unknown>();
  for (const { key } of items) {
    // Several merge keys are several merges.
    if (!isScalar(key) || key.value === "<<") continue;
    if (known.has(key.value)) return [{ offset: offsetOf(key), message: `The key ${JSON.stringify(key.value)} is there twice` }];
    known.add(key.value);
  }
  return [];
}

function offsetOf({ range }: { readonly range?: readonly [number, number, number] | null }): number {
  return range?.[0] ?? 0;
}
