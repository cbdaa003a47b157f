import { randomUUID } from "node:crypto";
import type { Finding } from "../model/finding.ts";
import type { Problem } from "../model/problem.ts";
import { renderFindingAnnotations } from "../output/finding-annotations.ts";
import { createRedactor } from "../output/redact.ts";
import { renderAnnotations, renderStopped } from "../output/workflow-commands.ts";

/** How the action speaks to the log, with secrets taken out. */
export interface Voice {
  readonly redact: (text: string) => string;
  readonly say: (text: string) => void;
  readonly annotate: (problems: readonly Problem[]) => void;
  readonly annotateFindings: (findings: readonly Finding[]) => void;
}

/** Foreign text never becomes a workflow command, and nothing that is said holds one of the secrets. */
export function createVoice(secrets: readonly string[], write: (text: string) => void): Voice {
  const redact = createRedactor(secrets);
  const command = (lines: readonly string[]): void => {
    for (const line of lines) write(`${redact(line)}\n`);
  };
  return {
    redact,
    // Whatever comes from the registry or a server may look like a workflow command.
    say: (text) => {
      write(`${renderStopped(redact(text), randomUUID())}\n`);
    },
    annotate: (problems) => {
      command(renderAnnotations(problems));
    },
    annotateFindings: (findings) => {
      command(renderFindingAnnotations(findings));
    },
  };
}
