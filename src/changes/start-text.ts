import { parseYaml } from "../registry/parse-yaml.ts";
import type { YamlNode, YamlScalar } from "../registry/yaml-node.ts";

/**
 * The text that a new version starts with, from that of the version before: the same, without the allowances, which are
 * for changes of that version, and with the new number where the file itself spells the old one (Conductor's
 * `workflow.version`).
 */
export function toStartText(text: string, from: string, to: string): string {
  const lines = text.split("\n");
  const parsed = parseYaml(text);
  if (!parsed.ok) return text;
  const number = versionIn(parsed.root);
  if (number !== null && number.value === from && number.endLine === number.at.line) {
    const line = lines[number.at.line - 1] ?? "";
    const start = number.at.column - 1;
    lines[number.at.line - 1] = line.slice(0, start) + line.slice(start).replace(from, to);
  }
  const own = new Set(parsed.comments.filter((comment) => /^\s*flow-tagbot\s*:\s*allow\b/i.test(comment.text)).map(({ line }) => line));
  return lines.filter((_, index) => !own.has(index + 1)).join("\n");
}

function versionIn(root: YamlNode): YamlScalar | null {
  const workflow = root.kind === "map" ? root.entries.get("workflow")?.value : undefined;
  const version = workflow?.kind === "map" ? workflow.entries.get("version")?.value : undefined;
  return version?.kind === "scalar" ? version : null;
}
