import type { Finding } from "../model/finding.ts";
import { titleOf } from "./finding-words.ts";
import { renderFirstAnnotations, type Annotation } from "./workflow-commands.ts";

/** Findings as annotations of their lines, 10 of a severity at most, in their own order; lines without line feeds. */
export function renderFindingAnnotations(findings: readonly Finding[]): readonly string[] {
  return renderFirstAnnotations(findings.map(toAnnotation), { one: "finding", many: "findings" });
}

function toAnnotation({ id, severity, path, line, column, endLine, message, fix }: Finding): Annotation {
  return { severity, path, line, column, endLine, title: titleOf(id), message, fix };
}
