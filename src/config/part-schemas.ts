import { validRange } from "semver";
import * as z from "zod";
import { flowNameProblem } from "../model/ref-name.ts";
import { BUMPS, LEVELS } from "../model/rule.ts";
import { RULE_IDS } from "../model/rules.ts";
import { parseVersion } from "../model/version.ts";
import { checkedText } from "./checked-text.ts";
import { FORMATS } from "./guard.ts";
import { normalPath, pathProblem } from "./values.ts";

const MAX_REASON = 500;

const LEVEL = z.enum(LEVELS);

/** `tool-added: warn`, or `tool-added: { level: warn, bump: patch }`. */
export const RULES = z.partialRecord(
  z.enum(RULE_IDS),
  z.union(
    [LEVEL.transform((level) => ({ level })), z.strictObject({ level: LEVEL.optional(), bump: z.enum(BUMPS).optional() })],
    "it is neither off, warn or fail, nor a map with level and bump",
  ),
);

export const FORMAT = z.enum(["auto", ...FORMATS]);

const PATH = checkedText(pathProblem).overwrite(normalPath);

/** One path, or paths by the `version:` of the files. */
export const SCHEMA_SOURCE = z.union(
  [PATH, z.record(z.string().min(1), PATH)],
  "it is neither the path of a file in the repository nor a map of such paths",
);

const FLOW = checkedText(flowNameProblem);
const REASON = z.string().trim().min(1).max(MAX_REASON);

export const FLOWS = z.record(FLOW, z.strictObject({ rules: RULES.optional().describe("Levels and bumps of rules for this flow.") }));

export const YANKED = z.array(
  z.strictObject({
    flow: FLOW,
    version: checkedText((text) => (parseVersion(text) === null ? "it is not a semantic version" : null)),
    reason: REASON.describe("Shown wherever the version is."),
    root: PATH.optional().describe("Root of the flow, where two roots hold the same version."),
  }),
);

export const DEPRECATED = z.array(
  z.strictObject({
    flow: FLOW,
    versions: checkedText((text) => (validRange(text) === null ? "it is not a range of versions" : null))
      .optional()
      .describe("Range of versions; without it, all."),
    since: z.iso.date().optional().describe("Date from which on."),
    use: checkedText(useProblem).optional().describe("Successor, as `flow` or `flow@range`."),
    reason: REASON.optional(),
    root: PATH.optional().describe("Root of the flow, where two roots hold it."),
  }),
);

export const IGNORE = z.strictObject({
  labels: z.array(z.string().min(1)).optional(),
  authors: z.array(z.string().min(1)).optional(),
  paths: z.array(PATH).optional(),
  replace: z.boolean().optional().describe("Do without the built-in labels."),
});

function useProblem(text: string): string | null {
  const at = text.indexOf("@");
  const flow = at === -1 ? text : text.slice(0, at);
  if (at !== -1 && validRange(text.slice(at + 1)) === null) return "what stands after @ is not a range of versions";
  return flowNameProblem(flow);
}
