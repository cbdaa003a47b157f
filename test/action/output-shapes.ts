import { expect } from "vitest";
import * as z from "zod";
import { OUTPUTS } from "../../src/config/outputs.ts";
import type { ActionRun } from "./run-action.ts";

const json = (schema: z.ZodType): z.ZodType =>
  z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(schema);
const version = { flow: z.string(), version: z.string() };

const SHAPES = z.strictObject({
  released: z.enum(["true", "false"]),
  releases: json(
    z.array(z.object({ ...version, tag: z.string(), target: z.string(), url: z.string().nullable(), prerelease: z.boolean() })),
  ),
  tags: json(z.array(z.string())),
  plan: json(
    z.object({
      schema: z.literal(1),
      branch: z.string(),
      head: z.string(),
      versions: z.array(z.object(version)),
      actions: z.array(z.object({ type: z.string(), ...version })),
      manual: z.array(z.object({ type: z.string(), ...version })),
      problems: z.array(z.object({ code: z.string() })),
    }),
  ),
  "plan-file": z.string().min(1),
  conflicts: json(z.array(z.object({ ...version, tag: z.string(), code: z.string(), reason: z.string() }))),
  blocked: json(z.array(z.object({ ...version, path: z.string().nullable(), code: z.string(), reason: z.string() }))),
  remaining: json(z.array(z.object({ ...version, tag: z.string() }))),
  "steps-file": z.string(),
  "index-file": z.string(),
  findings: json(
    z.array(
      z.object({
        id: z.string(),
        severity: z.enum(["error", "warning"]),
        flow: z.string().nullable(),
        version: z.string().nullable(),
        path: z.string().nullable(),
        line: z.number().nullable(),
        message: z.string(),
        fix: z.string(),
      }),
    ),
  ),
  "check-file": z.string(),
  "issue-url": z.string(),
});

/** Every output is there and has its documented shape, however the run ended. */
export function expectShapes({ outputs }: ActionRun): void {
  expect(Object.keys(outputs).toSorted()).toEqual(OUTPUTS.map(({ name }) => name).toSorted());
  expect(SHAPES.safeParse(outputs).error).toBeUndefined();
}

/** An output that is a JSON array of objects. */
export function listOutput({ outputs }: ActionRun, name: string): readonly Readonly<Record<string, unknown>>[] {
  return z.array(z.record(z.string(), z.unknown())).parse(JSON.parse(outputs[name] ?? ""));
}

/** Codes of the problems in the `plan` output. */
export function problemCodes({ outputs }: ActionRun): readonly string[] {
  return z
    .object({ problems: z.array(z.object({ code: z.string() })) })
    .parse(JSON.parse(outputs["plan"] ?? ""))
    .problems.map(({ code }) => code);
}
