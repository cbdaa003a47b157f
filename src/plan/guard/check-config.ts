import type { Finding } from "../../model/finding.ts";
import { decodeText } from "../../registry/decode-text.ts";
import { problemFinding } from "./finding.ts";
import type { PullSnapshot } from "./snapshot.ts";

/** What is wrong with the configuration file, if the pull request changes it; it is read, and never followed. */
export async function checkConfig({
  changed,
  contents,
  configPath: path,
}: Pick<PullSnapshot, "changed" | "contents" | "configPath">): Promise<readonly Finding[]> {
  if (path === null) return [];
  const blob = changed.find((change) => change.path === path && change.before !== change.after)?.after ?? null;
  const bytes = blob === null ? undefined : contents.get(blob);
  if (bytes === undefined) return [];
  const decoded = decodeText(bytes);
  if (!decoded.ok) {
    const { at, message } = decoded.fault;
    const problem = {
      code: "config-syntax",
      severity: "error",
      path,
      line: at.line,
      message: `${message}.`,
      fix: "Save the file as UTF-8.",
    } as const;
    return [{ ...problemFinding(problem, NOBODY), column: at.column }];
  }
  const { parseConfigFile } = await import("../../config/config-file.ts");
  const parsed = parseConfigFile(decoded.text, path);
  return parsed.ok ? [] : parsed.problems.map((problem) => problemFinding(problem, NOBODY));
}

const NOBODY = { flow: null, version: null } as const;
