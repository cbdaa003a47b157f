import * as z from "zod";
import { branchNameProblem, flowNameProblem } from "../model/ref-name.ts";
import { RULE_IDS } from "../model/rules.ts";
import { DEPRECATED, FLOWS, FORMAT, IGNORE, RULES, SCHEMA_SOURCE, YANKED } from "./part-schemas.ts";
import { checkedText } from "./checked-text.ts";
import type { OptionName } from "./options.ts";
import { option } from "./options.ts";
import {
  dependencyProblem,
  labelProblem,
  normalPath,
  pathProblem,
  repeated,
  rootsProblems,
  tagProblem,
  templateProblem,
  titleProblem,
  wordProblem,
} from "./values.ts";

const ROOT = z.strictObject({
  path: checkedText(pathProblem)
    .overwrite(normalPath)
    .describe("Folder that holds flows, relative to the repository; `.` is the whole repository."),
  tag: checkedText(tagProblem).optional().describe("Tag template of this root; without it, the one for all roots."),
  rules: RULES.optional().describe("Levels and bumps of rules in this root."),
  format: FORMAT.optional().describe("Format of this root's flow files."),
  schema: SCHEMA_SOURCE.optional().describe("JSON Schema of this root's version files, or one by their `version:`."),
});

/** The configuration file. Types, validation and the JSON Schema all come from here; the texts come from the options. */
export const CONFIG_SCHEMA = z
  .strictObject({
    roots: described(
      "roots",
      z
        .array(ROOT)
        .min(1)
        .superRefine(
          (roots, context) => {
            for (const { index, reason, fix } of rootsProblems(roots.map(({ path }) => path))) {
              context.addIssue({ code: "custom", message: reason, path: [index, "path"], input: roots[index]?.path, params: { fix } });
            }
          },
          { when: ({ value }) => Array.isArray(value) && value.every(hasPath) },
        ),
    ),
    tag: described("tag", checkedText(tagProblem)),
    branch: described("branch", checkedText(branchNameProblem)),
    target: described("target", z.enum(["content", "introduced"])),
    prerelease: described(
      "prerelease",
      z.array(checkedText(wordProblem)).superRefine((words, context) => {
        for (const index of repeated(words))
          context.addIssue({
            code: "custom",
            message: "it is listed twice",
            path: [index],
            input: words[index],
            params: { fix: "Remove one of the two" },
          });
      }),
    ),
    latest: described("latest", checkedText(flowNameProblem)),
    title: described("title", checkedText(titleProblem)),
    template: described("template", checkedText(templateProblem)),
    notes: described("notes", z.enum(["custom", "conventional", "github"])),
    draft: described("draft", z.boolean()),
    "tags-per-push": described("tags-per-push", z.int().min(1)),
    assets: described("assets", z.boolean()),
    "signing-format": described("signing-format", z.enum(["gpg", "ssh"])),
    issue: described("issue", z.boolean()),
    release: described("release", z.enum(["each", "digest", "none"])),
    "index-branch": described("index-branch", checkedText(branchNameProblem)),
    "released-comment": described("released-comment", z.boolean()),
    "released-label": described("released-label", checkedText(labelProblem)),
    credits: described("credits", z.boolean()),
    ignore: described("ignore", IGNORE),
    yanked: described("yanked", YANKED),
    deprecated: described("deprecated", DEPRECATED),
    rules: described("rules", RULES),
    flows: described("flows", FLOWS),
    format: described("format", FORMAT),
    schema: described("schema", SCHEMA_SOURCE),
    prompts: described("prompts", checkedText(dependencyProblem)),
    "response-schemas": described("response-schemas", checkedText(dependencyProblem)),
    comment: described("comment", z.boolean()),
  })
  .describe("flow-tagbot: tags and releases for a registry of flows");

/** What the configuration file, or a set of overrides, says; every key may be missing. */
export type ConfigFile = z.output<typeof CONFIG_SCHEMA>;

export const CONFIG_KEYS: readonly string[] = Object.keys(CONFIG_SCHEMA.shape);

/** Keys of the maps inside, by the key that holds the map or the list of maps. */
export const PART_KEYS: Readonly<Record<string, readonly string[]>> = {
  roots: Object.keys(ROOT.shape),
  rules: RULE_IDS,
  ignore: Object.keys(IGNORE.shape),
  yanked: Object.keys(YANKED.element.shape),
  deprecated: Object.keys(DEPRECATED.element.shape),
};

/** The JSON Schema (draft 7, what editors understand best) of the configuration file. */
export function configJsonSchema(): object {
  return z.toJSONSchema(CONFIG_SCHEMA, { io: "input", target: "draft-7" });
}

/** Also true of a root that is wrong in other ways, so that these problems are reported together. */
function hasPath(root: unknown): boolean {
  return typeof root === "object" && root !== null && "path" in root && typeof root.path === "string";
}

function described<Schema extends z.ZodType>(name: OptionName, schema: Schema): z.ZodOptional<Schema> {
  return schema.optional().describe(option(name).description);
}
