import type { ParsedYaml, YamlNode } from "../../src/registry/yaml-node.ts";

/** A tree as plain values; tags are left out. */
export function toValue(node: YamlNode): unknown {
  if (node.kind === "scalar") return node.value;
  if (node.kind === "list") return node.items.map(toValue);
  return Object.fromEntries(Array.from(node.entries, ([key, { value }]) => [key, toValue(value)]));
}

/** `line:column message` of the fault, or "" when the text is read. */
export function toFault(parsed: ParsedYaml): string {
  return parsed.ok ? "" : `${parsed.fault.at.line}:${parsed.fault.at.column} ${parsed.fault.message}`;
}

/** The tree of a text without a fault. */
export function rootOf(parsed: ParsedYaml): YamlNode {
  if (!parsed.ok) throw new Error(toFault(parsed));
  return parsed.root;
}

/** Lists of lists that would have 9 to the power of `levels` entries. */
export function bomb(levels: number): string {
  const lists = Array.from({ length: levels }, (_, level) => {
    const aliases = Array.from({ length: 9 }, () => `*a${level}`);
    return `a${level + 1}: &a${level + 1} [${aliases.join(", ")}]\n`;
  });
  return `a0: &a0 [x]\n${lists.join("")}`;
}
