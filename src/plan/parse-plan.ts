import * as z from "zod/mini";
import { Failure } from "../model/failure.ts";
import { parseJson } from "../model/json.ts";
import { NO_MARKS } from "../model/marks.ts";
import { schemaProblems } from "../model/schema-problems.ts";
import { EDIT_REASONS, type Plan } from "../model/plan.ts";

const SHA = z.string().check(z.regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/));
const NAMED = { flow: z.string(), version: z.string(), tag: z.string() };
const TEXT = z.nullable(z.string());

const ACTION = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("create-tag"), ...NAMED, target: SHA, date: z.string(), message: z.string() }),
  z.strictObject({
    type: z.literal("create-release"),
    ...NAMED,
    target: SHA,
    title: z.string(),
    prerelease: z.boolean(),
    draft: z.boolean(),
    latest: z.boolean(),
  }),
  z.strictObject({
    type: z.literal("create-digest"),
    ...NAMED,
    target: SHA,
    date: z.string(),
    title: z.string(),
    draft: z.boolean(),
    tagged: z.boolean(),
    versions: z.array(z.string()),
  }),
  z.strictObject({ type: z.literal("mark-latest"), ...NAMED }),
  z.strictObject({ type: z.literal("edit-release"), ...NAMED, why: z.enum(EDIT_REASONS) }),
]);

const MARKS = z.strictObject({
  yanked: z.nullable(z.strictObject({ reason: z.string() })),
  deprecated: z.nullable(z.strictObject({ since: TEXT, use: TEXT, reason: TEXT })),
  backport: z.boolean(),
  withdrawn: z.boolean(),
});

const VERSION = z.object({
  flow: z.string(),
  version: z.string(),
  path: z.string(),
  tag: TEXT,
  blob: TEXT,
  digest: TEXT,
  target: TEXT,
  introduced: TEXT,
  previous: TEXT,
  kind: z.enum(["stable", "prerelease", "variant"]),
  state: z.enum(["released", "pending", "partial", "conflict", "drifted", "withdrawn", "blocked"]),
  reason: TEXT,
  tagged: z.nullable(z.strictObject({ commit: SHA, blob: z.nullable(SHA) })),
  // Plans of a time that knew no marks are the same otherwise: marks follow from the branch, which must not have moved.
  marks: z._default(MARKS, NO_MARKS),
  proposed: z._default(z.nullable(z.string()), null),
});

const PLAN = z.strictObject({
  schema: z.literal(1),
  branch: z.string(),
  head: SHA,
  versions: z.array(VERSION),
  actions: z.array(ACTION),
  manual: z._default(z.array(ACTION), []),
  problems: z.array(z.unknown()),
});

const FIX = "Make the file with `flow-tagbot plan --json`.";

/** Reads the JSON of `flow-tagbot plan --json`. Codes and problems are not taken over: `checkPlan` gives them anew. */
export function parsePlan(text: string): Plan {
  const parsed = PLAN.safeParse(parseJson(text, "plan-invalid", FIX));
  if (!parsed.success) throw new Failure(schemaProblems("plan-invalid", parsed.error.issues, FIX));
  const { versions, ...plan } = parsed.data;
  return { ...plan, versions: versions.map((version) => ({ ...version, code: null })), problems: [] };
}
