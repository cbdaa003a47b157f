import { parseYaml } from "../registry/parse-yaml.ts";
import { sameValue } from "../registry/same-value.ts";

export type Drift = "format" | "meaning" | "unreadable";

/** Whether two texts of a version file differ in formatting and comments only, or in what the YAML says. */
export function toDrift(before: string, after: string): Drift {
  const first = parseYaml(before);
  if (!first.ok) return "unreadable";
  const second = parseYaml(after);
  if (!second.ok) return "unreadable";
  return sameValue(first.root, second.root) ? "format" : "meaning";
}
