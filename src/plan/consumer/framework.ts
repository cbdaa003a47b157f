import { parseYaml } from "../../registry/parse-yaml.ts";

/** The version file's own `version:`, such as `v1`; null where it has none, or is no YAML. */
export function readFramework(text: string): string | null {
  const parsed = parseYaml(text);
  if (!parsed.ok || parsed.root.kind !== "map") return null;
  const node = parsed.root.entries.get("version")?.value;
  return node?.kind === "scalar" && (typeof node.value === "string" || typeof node.value === "number") ? String(node.value) : null;
}
