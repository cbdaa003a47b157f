import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import * as z from "zod";
import { DISPATCH_INPUTS } from "../../src/config/dispatch.ts";
import { optionsOf } from "../../src/config/options.ts";

const ROOT = join(import.meta.dirname, "../..");

const STEP = z.object({ uses: z.string().optional(), run: z.string().optional(), with: z.record(z.string(), z.unknown()).optional() });
const WORKFLOW = z.object({
  on: z.object({
    push: z.unknown().optional(),
    pull_request: z.unknown().optional(),
    merge_group: z.unknown().optional(),
    schedule: z.array(z.object({ cron: z.string() })).optional(),
    workflow_dispatch: z.object({ inputs: z.record(z.string(), z.unknown()) }).optional(),
  }),
  permissions: z.record(z.string(), z.string()),
  concurrency: z.unknown(),
  jobs: z.record(
    z.string(),
    z.object({ permissions: z.unknown().optional(), "timeout-minutes": z.number().optional(), steps: z.array(STEP) }),
  ),
});

type Workflow = z.output<typeof WORKFLOW>;

function workflows(folder: string): readonly { readonly name: string; readonly text: string; readonly workflow: Workflow }[] {
  return globSync("*.yml", { cwd: join(ROOT, folder) })
    .toSorted()
    .map((name) => {
      const text = readFileSync(join(ROOT, folder, name), "utf8");
      return { name, text, workflow: WORKFLOW.parse(parse(text)) };
    });
}

const steps = ({ jobs }: Workflow): readonly z.output<typeof STEP>[] => Object.values(jobs).flatMap((job) => job.steps);

const EXAMPLES = workflows("examples/workflows");

test("there is an example for every trigger and one for all of them", () => {
  const triggers = EXAMPLES.map(({ name, workflow }) => [name, Object.keys(workflow.on)]);
  expect(Object.fromEntries(triggers)).toEqual({
    "push.yml": ["push"],
    "schedule.yml": ["schedule"],
    "dispatch.yml": ["workflow_dispatch"],
    "complete.yml": ["push", "schedule", "workflow_dispatch"],
    "pull-request.yml": ["pull_request", "merge_group"],
  });
});

test("the action is shown with and without a checkout step before it", () => {
  const withCheckout = EXAMPLES.map(({ workflow }) => steps(workflow).some(({ uses }) => uses?.startsWith("actions/checkout@") === true));
  expect(new Set(withCheckout)).toEqual(new Set([true, false]));
});

/** Checks, and makes nothing. */
const isCheck = ({ on }: Workflow): boolean => "pull_request" in on;

describe.each(EXAMPLES)("examples/workflows/$name", ({ workflow, text }) => {
  const tagbot = steps(workflow).filter(({ uses }) => uses === "flow-tagbot/flow-tagbot@v1");

  test("asks for no more permissions than it needs", () => {
    expect(workflow.permissions).toEqual(isCheck(workflow) ? { contents: "read" } : { contents: "write", issues: "write" });
    expect(Object.values(workflow.jobs).map(({ permissions }) => permissions)).toEqual([undefined]);
  });
  test("runs one at a time and is never cancelled, but for a check that a newer one replaces", () => {
    const check = { group: "flow-tagbot-check-${{ github.ref }}", "cancel-in-progress": true };
    expect(workflow.concurrency).toEqual(isCheck(workflow) ? check : { group: "flow-tagbot", "cancel-in-progress": false });
  });
  test("uses the action once, with inputs that exist", () => {
    expect(tagbot).toHaveLength(1);
    const known = optionsOf("input").map(({ name }) => name);
    expect(Object.keys(tagbot[0]?.with ?? {}).filter((name) => !known.includes(name))).toEqual([]);
  });
  test("asks, when started by hand, for what may be overridden, and hands all of it over", () => {
    const inputs = Object.keys(workflow.on.workflow_dispatch?.inputs ?? {});
    expect(inputs).toEqual(workflow.on.workflow_dispatch === undefined ? [] : [...DISPATCH_INPUTS]);
    expect(tagbot[0]?.with ?? {}).toMatchObject(isCheck(workflow) ? { mode: "check" } : {});
    expect(Object.keys(tagbot[0]?.with ?? {}).filter((name) => name !== "mode")).toEqual(inputs);
  });
  test("is not scheduled at the start of the hour, when GitHub is busiest", () => {
    expect((workflow.on.schedule ?? []).map(({ cron }) => cron).filter((cron) => /^(0|\*)/.test(cron))).toEqual([]);
  });
  test("puts no expression into a script, and says how to pin", () => {
    expect(steps(workflow).filter(({ run }) => run?.includes("${{") === true)).toEqual([]);
    expect(text).toContain("SHA");
  });
});

const OWN = globSync(".github/workflows/*.yml", { cwd: ROOT }).toSorted();

describe.each(OWN)("%s", (path) => {
  const text = readFileSync(join(ROOT, path), "utf8");

  test("reads only, unless a job says otherwise", () => {
    expect(parse(text)).toMatchObject({ permissions: { contents: "read" } });
  });
  test("pins every action by its SHA and names the version", () => {
    const uses = text.split("\n").filter((line) => line.includes("uses:"));
    expect(uses.length).toBeGreaterThan(0);
    expect(uses.filter((line) => !/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
  });
  test("puts no expression into a script", () => {
    expect(text.split("\n").filter((line) => /^\s*(- )?run:.*\$\{\{/.test(line))).toEqual([]);
  });
});
