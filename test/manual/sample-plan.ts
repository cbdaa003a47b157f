import fc from "fast-check";
import type { ManualContext } from "../../src/manual/way-out.ts";
import { CODES, type Code } from "../../src/model/codes.ts";
import { NO_MARKS } from "../../src/model/marks.ts";
import type { Outcome } from "../../src/model/outcome.ts";
import type { CreateRelease, CreateTag, Plan, PlannedVersion, VersionState } from "../../src/model/plan.ts";
import type { Problem } from "../../src/model/problem.ts";

export const sha = (digit: string): string => digit.repeat(40);

export const context: ManualContext = {
  remote: "origin",
  pushTo: "origin",
  sign: false,
  notes: new Map(),
  site: { host: "github.com", repository: "octo/flows", notesCommand: ["flow-tagbot", "notes"] },
  config: { roots: null, tag: "{flow}-v{version}" },
};

export function version(part: Partial<PlannedVersion>): PlannedVersion {
  const flow = part.flow ?? "code_review";
  const number = part.version ?? "1.0.0";
  return {
    flow,
    version: number,
    path: `flows/${flow}/${number}.yml`,
    tag: `${flow}-v${number}`,
    blob: sha("b"),
    digest: `sha256:${"d".repeat(64)}`,
    target: sha("a"),
    introduced: sha("a"),
    previous: null,
    kind: "stable",
    state: "pending",
    code: null,
    reason: null,
    tagged: null,
    marks: NO_MARKS,
    proposed: null,
    ...part,
  };
}

export function createTag({ flow, version: number, tag, target, path }: PlannedVersion): CreateTag {
  return {
    type: "create-tag",
    flow,
    version: number,
    tag: tag ?? "",
    target: target ?? "",
    date: "2026-03-04T05:06:07Z",
    message: `${flow} ${number}\n\nFlow-Path: ${path}\nFlow-Digest: sha256:${"d".repeat(64)}\n`,
  };
}

export function createRelease({ flow, version: number, tag, target }: PlannedVersion): CreateRelease {
  return {
    type: "create-release",
    flow,
    version: number,
    tag: tag ?? "",
    target: target ?? "",
    title: `${flow} ${number}`,
    prerelease: false,
    draft: false,
    latest: false,
  };
}

export function plan(part: Partial<Plan>): Plan {
  return { schema: 1, branch: "main", head: sha("f"), versions: [], actions: [], manual: [], problems: [], ...part };
}

export const failure = (code: Code): Outcome["result"] => ({
  kind: "failed",
  failure: {
    code,
    message: "The tag was refused.",
    serverWords: "remote: GH013 Repository rule violations",
    fix: "Allow it in the ruleset.",
  },
});

/** One version of most states, with the actions and problems that go with them. */
export const mixed: Plan = (() => {
  const released = version({ version: "1.0.0", state: "released", tagged: { commit: sha("a"), blob: sha("b") } });
  const pending = version({ version: "1.1.0", previous: "1.0.0" });
  const partial = version({
    flow: "chat/agent",
    version: "2.0.0-rc.1",
    kind: "prerelease",
    state: "partial",
    tagged: { commit: sha("a"), blob: sha("b") },
  });
  const drifted = version({
    flow: "triage",
    version: "1.2.0",
    state: "drifted",
    code: "file-changed",
    reason: "flows/triage/1.2.0.yml was changed after triage-v1.2.0 was tagged",
    tagged: { commit: sha("a"), blob: sha("c") },
  });
  const blocked = version({
    flow: "fix_pipeline",
    version: "0.1.0",
    state: "blocked",
    code: "version-link",
    reason: "flows/fix_pipeline/0.1.0.yml is a symbolic link.",
    digest: null,
  });
  return plan({
    versions: [released, pending, partial, drifted, blocked],
    actions: [createTag(pending), createRelease(pending), { ...createRelease(partial), prerelease: true }],
    problems: [
      {
        code: "version-name-v",
        severity: "error",
        path: "flows/triage/v2.0.0.yml",
        line: null,
        message: "The name starts with v.",
        fix: "Rename it to 2.0.0.yml.",
      },
      {
        code: "unversioned",
        severity: "warning",
        path: "flows/old.yml",
        line: 3,
        message: "flows/old.yml has no version.",
        fix: "Move it to flows/old/1.0.0.yml.",
      },
    ],
  });
})();

const NASTY = [
  "::error::x",
  "\n::set-output name=a::b",
  "\r::stop",
  "##[error]y",
  "\u001b[31mred",
  "\u202egnp",
  "\u0085::x",
  "|",
  "<img src=x>",
  "-->",
  "```",
  "@team",
  "`$(id)`",
  "'",
  '"',
  "%0A",
  "漢字",
  "\u2028",
  "\ud800",
  "\u0000",
  " ",
  "a",
  "\\",
];

/** Text as an attacker would write it. */
export const foreign = fc.oneof(
  fc.array(fc.constantFrom(...NASTY), { maxLength: 5 }).map((parts) => parts.join("")),
  fc.string({ unit: "binary", maxLength: 20 }),
);

const codes = fc.constantFrom(...Object.keys(CODES).filter((code): code is Code => code in CODES));
const states = fc.constantFrom<VersionState>("released", "pending", "partial", "conflict", "drifted", "withdrawn", "blocked");

const foreignVersion = fc
  .record({
    flow: foreign,
    version: fc.oneof(foreign, fc.constant("1.0.0")),
    path: foreign,
    tag: fc.option(foreign),
    state: states,
    code: fc.option(codes),
    reason: fc.option(foreign),
  })
  .chain((part) => fc.option(fc.constant({ commit: sha("e"), blob: sha("e") })).map((tagged) => version({ ...part, tagged })));

const foreignProblem: fc.Arbitrary<Problem> = fc.record({
  code: codes,
  severity: fc.constantFrom("error", "warning"),
  path: fc.option(foreign),
  line: fc.option(fc.nat()),
  message: foreign,
  fix: foreign,
});

const actionsOf = (planned: PlannedVersion): Plan["actions"] => [createTag(planned), { ...createRelease(planned), title: planned.path }];

/** A plan whose every text is foreign; its actions are those of a well-named version. */
export const foreignPlan: fc.Arbitrary<Plan> = fc
  .record({ branch: foreign, versions: fc.array(foreignVersion, { maxLength: 6 }), problems: fc.array(foreignProblem, { maxLength: 6 }) })
  .map((part) =>
    plan({
      ...part,
      actions: part.versions.flatMap(actionsOf),
      manual: part.versions.filter(({ state }) => state === "blocked").flatMap(actionsOf),
    }),
  );

export const foreignOutcomes = (of: Plan): fc.Arbitrary<readonly Outcome[]> =>
  fc.tuple(
    ...of.actions.map((action) =>
      fc
        .oneof(
          fc.record({ kind: fc.constant("done" as const), url: fc.option(foreign) }),
          fc.record({ kind: fc.constant("not-tried" as const), why: foreign }),
          fc.record({
            kind: fc.constant("failed" as const),
            failure: fc.record({ code: codes, message: foreign, serverWords: fc.option(foreign), fix: foreign }),
          }),
        )
        .map((result): Outcome => ({ action, result })),
    ),
  );
