import * as z from "zod";
import type { Problem } from "../model/problem.ts";
import { flowNameProblem } from "../model/ref-name.ts";
import { parseVersion } from "../model/version.ts";
import type { Selection } from "./config.ts";
import { issueMessage, shownValue, unknownFix, issueFix } from "./issue-text.ts";
import type { Option } from "./option.ts";
import { CONFIG_PATH, optionsOf } from "./options.ts";
import type { Parsed } from "./parsed.ts";
import { errorIn, parsed } from "./parsed.ts";
import type { ConfigFile } from "./schema.ts";
import { checkedText } from "./checked-text.ts";
import { CONFIG_SCHEMA } from "./schema.ts";
import { normalPath, pathProblem, repositoryProblem, templateSource } from "./values.ts";

export type Mode = "auto" | "apply" | "plan" | "check";

/** What holds for this run only. */
export interface RunSettings {
  readonly mode: Mode;
  readonly dryRun: boolean;
  /** Path of the configuration file: in the release branch, or on disk where a flag named it. */
  readonly configPath: string;
  /** True where another file than the default one was named; only the default one may be missing. */
  readonly configRequired: boolean;
  /** Null: no limit. */
  readonly maxMinutes: number | null;
  readonly maxReleases: number | null;
  /** Write the notes of existing releases anew. */
  readonly resync: boolean;
  /** `owner/repo` that the versions are read from; null: the repository itself. */
  readonly registry: string | null;
}

export interface Overrides {
  readonly config: ConfigFile;
  readonly selection: Selection;
  readonly run: RunSettings;
}

const SCHEMA = z.strictObject({
  ...CONFIG_SCHEMA.shape,
  mode: z.enum(["auto", "apply", "plan", "check"]).default("auto"),
  config: checkedText(pathProblem).overwrite(normalPath).default(CONFIG_PATH),
  flow: z.array(checkedText(flowNameProblem)).default([]),
  version: checkedText((text) => (parseVersion(text) === null ? "it is not a semantic version" : null))
    .nullable()
    .default(null),
  since: z
    .union([z.iso.date(), z.iso.datetime({ offset: true })], "it is not a date of ISO 8601")
    .nullable()
    .default(null),
  limit: z.int().min(1).nullable().default(null),
  "dry-run": z.boolean().default(false),
  "max-minutes": z.int().min(1).nullable().default(null),
  "max-releases": z.int().min(1).nullable().default(null),
  resync: z.boolean().default(false),
  registry: checkedText(repositoryProblem).nullable().default(null),
});

/** Options that are no part of any setting: secrets, and what they belong to. */
const APART: ReadonlySet<string> = new Set(["token", "workflow-token", ...optionsOf("environment").map(({ name }) => name)]);

/** Whoever types a command may read any file of theirs. */
const FLAG_SCHEMA = SCHEMA.extend({ config: z.string().default(CONFIG_PATH) });

/**
 * Reads the texts of inputs (`{"dry-run": "true"}`) or flags; an empty text is as good as none. Every problem is
 * collected. Secrets are not looked at.
 */
export function parseOverrides(values: Readonly<Record<string, string>>, source: "input" | "flag" = "input"): Parsed<Overrides> {
  const known = optionsOf(source);
  const label = (name: string): string => (source === "flag" ? `--${name}` : `The input ${name}`);
  const problems: Problem[] = [];
  const given: [string, unknown][] = [];
  for (const [name, text] of Object.entries(values)) {
    const found = known.find((candidate) => candidate.name === name);
    if (found === undefined)
      problems.push(
        invalid(
          `${label(shownValue(name))} does not exist`,
          unknownFix(
            name,
            known.map((candidate) => candidate.name),
          ),
        ),
      );
    else if (text.trim() !== "" && !APART.has(name)) given.push([found.key ?? name, toValue(found, text)]);
  }
  const result = (source === "flag" ? FLAG_SCHEMA : SCHEMA).safeParse(Object.fromEntries(given), { reportInput: true });
  for (const issue of result.error?.issues ?? []) {
    const about = known.find(({ name, key }) => (key ?? name) === issue.path[0]);
    problems.push(
      invalid(issueMessage(label(about?.name ?? issue.path.join(".")), issue), about === undefined ? "" : issueFix(issue, about)),
    );
  }
  return parsed(result.success ? toOverrides(result.data) : null, problems);
}

function toOverrides({
  mode,
  config: configPath,
  flow,
  version,
  since,
  limit,
  "dry-run": dryRun,
  "max-minutes": maxMinutes,
  "max-releases": maxReleases,
  resync,
  registry,
  ...config
}: z.output<typeof SCHEMA>): Overrides {
  return {
    config,
    selection: { flows: [...new Set(flow)], version, since: since === null ? null : new Date(since).toISOString(), limit },
    run: { mode, dryRun, configPath, configRequired: configPath !== CONFIG_PATH, maxMinutes, maxReleases, resync, registry },
  };
}

/** The text as what a configuration file would hold; what cannot be converted stays text, and validation says why. */
function toValue({ name, kind }: Option, text: string): unknown {
  const trimmed = text.trim();
  switch (kind) {
    case "list": {
      const items = text
        .split(/[\n,]/)
        .map((item) => item.trim())
        .filter((item) => item !== "");
      return name === "root" ? items.map((path) => ({ path })) : items;
    }
    case "number":
      return /^-?\d+(\.\d+)?$/.test(trimmed) ? Number(trimmed) : trimmed;
    case "switch":
      return /^true$/i.test(trimmed) ? true : /^false$/i.test(trimmed) ? false : trimmed;
    case "choice":
      return trimmed;
    case "text":
      // White space around a template's text is part of it.
      return name === "template" && templateSource(trimmed).kind === "text" ? text : trimmed;
  }
}

function invalid(message: string, fix: string): Problem {
  return errorIn("input-invalid", null, null, message, fix);
}
