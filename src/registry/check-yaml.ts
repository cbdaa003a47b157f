import { decodeText } from "./decode-text.ts";
import { parseYaml } from "./parse-yaml.ts";

/** Why a version file is not the YAML of a flow. */
export interface LineFault {
  /** 1-based. */
  readonly line: number;
  /** Begins with the line. */
  readonly message: string;
}

/** The fault of a version file, or null. */
export function findYamlFault(bytes: Buffer): LineFault | null {
  const decoded = decodeText(bytes);
  const parsed = decoded.ok ? parseYaml(decoded.text) : decoded;
  if (parsed.ok) return null;
  const { at, message } = parsed.fault;
  return { line: at.line, message: `line ${at.line}: ${message}` };
}
