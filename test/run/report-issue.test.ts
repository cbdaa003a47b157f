import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { createLocalForge } from "../../src/forge/local/local.ts";
import type { IssueTracker } from "../../src/forge/port.ts";
import { ISSUE_LABEL, ISSUE_MARKER, ISSUE_TITLE, type ReportedRun } from "../../src/manual/issue.ts";
import { toSteps } from "../../src/manual/steps.ts";
import { failure } from "../../src/model/failure.ts";
import type { PlannedVersion } from "../../src/model/plan.ts";
import { reportIssue, type IssueReport } from "../../src/run/report-issue.ts";
import { openGithub } from "../forge/github/open-github.ts";
import { temporaryFolder } from "../git/open-git.ts";
import { context, createRelease, createTag, plan, version } from "../manual/sample-plan.ts";
import { startForTest } from "../support/github/start-for-test.ts";

/** A run that found so many versions refused. */
function runWith(count: number): ReportedRun {
  const versions = Array.from({ length: count }, (_, minor): PlannedVersion =>
    version({ version: `1.${minor}.0`, state: "blocked", code: "push-workflow", reason: `1.${minor}.0 is refused.` }),
  );
  const of = plan({ versions, manual: versions.flatMap((one) => [createTag(one), createRelease(one)]) });
  return { steps: toSteps(of, [], context), plan: of, outcomes: [], narrowed: false, complete: true };
}

function fileOf({ url }: IssueReport): string {
  return fileURLToPath(url ?? "");
}

describe("with the local forge, the issue is a page that", () => {
  test("is made, edited, closed when all is done, and opened again", async () => {
    const { issues } = createLocalForge(temporaryFolder());
    const made = await reportIssue(issues, runWith(1));
    expect(made.problem).toBeNull();
    expect(readFileSync(fileOf(made), "utf8")).toContain("1.0.0 is refused.");

    const edited = await reportIssue(issues, runWith(2));
    expect(edited.url).toBe(made.url);
    expect(readFileSync(fileOf(edited), "utf8")).toContain("review 1.1.0");

    expect(await reportIssue(issues, runWith(0))).toEqual({ url: null, problem: null });
    expect(existsSync(fileOf(made))).toBe(false);
    expect(await issues.find({ label: ISSUE_LABEL, marker: ISSUE_MARKER })).toMatchObject({ state: "closed" });

    const reopened = await reportIssue(issues, runWith(1));
    expect(reopened).toEqual(made);
    expect(readFileSync(fileOf(reopened), "utf8")).not.toContain("review 1.1.0");
  });

  test("is not written when there is nothing to say, and stays as it is when nothing changed", async () => {
    const folder = temporaryFolder();
    const { issues } = createLocalForge(folder);
    expect(await reportIssue(issues, runWith(0))).toEqual({ url: null, problem: null });
    const made = await reportIssue(issues, runWith(1));
    const before = readFileSync(fileOf(made), "utf8");
    expect(await reportIssue(issues, runWith(1))).toEqual(made);
    expect(readFileSync(fileOf(made), "utf8")).toBe(before);
  });

  test("is no other file of that name", async () => {
    const folder = temporaryFolder();
    const { issues } = createLocalForge(folder);
    const path = fileOf(await reportIssue(issues, runWith(1)));
    writeFileSync(path, "My own notes\n");
    const report = await reportIssue(issues, runWith(1));
    expect(report).toMatchObject({ url: null, problem: { code: "issue-not-written", severity: "warning" } });
    expect(report.problem?.message).toContain(path);
    expect(readFileSync(path, "utf8")).toBe("My own notes\n");
  });
});

test("on GitHub the issue is opened, commented on, closed and opened again", async () => {
  const github = await startForTest();
  const { issues } = openGithub(github);
  const { url } = await reportIssue(issues, runWith(1));
  expect(github.issues).toMatchObject([{ title: ISSUE_TITLE, state: "open", labels: [ISSUE_LABEL], comments: [] }]);
  expect(url).toContain(`/issues/${github.issues[0]?.number ?? 0}`);
  await reportIssue(issues, runWith(2));
  await reportIssue(issues, runWith(2));
  expect(github.issues[0]?.comments.map(({ body }) => body)).toEqual([expect.stringContaining("review 1.1.0")]);
  expect(await reportIssue(issues, runWith(0))).toEqual({ url: null, problem: null });
  expect(github.issues[0]).toMatchObject({ state: "closed" });
  expect((await reportIssue(issues, runWith(1))).url).toBe(url);
  expect(github.issues).toHaveLength(1);
  expect(github.issues[0]).toMatchObject({ state: "open" });
  expect(github.issues[0]?.comments).toHaveLength(3);
});

describe("an issue that cannot be written is a problem and no error:", () => {
  test.each([
    ["issues are off", { hasIssues: false }],
    ["the token may not write issues", { permissions: { issues: "read" } }],
  ] as const)("%s", async (_, options) => {
    const github = await startForTest(options);
    const report = await reportIssue(openGithub(github).issues, runWith(1));
    expect(report).toMatchObject({ url: null, problem: { code: "issue-not-written", severity: "warning", path: null } });
    expect(report.problem?.fix).not.toBe("");
    expect(github.issues).toEqual([]);
  });

  const REFUSE = (): Promise<never> => Promise.reject(failure("forge-denied", "No.", "Allow it."));
  const { issues } = createLocalForge(join(temporaryFolderName(), "none"));
  const TRACKERS: readonly (readonly [string, IssueTracker])[] = [
    ["finding it fails", { ...issues, find: REFUSE }],
    ["making it fails", { ...issues, create: REFUSE }],
  ];
  test.each(TRACKERS)("%s", async (_, tracker) => {
    expect(await reportIssue(tracker, runWith(1))).toEqual({
      url: null,
      problem: {
        code: "issue-not-written",
        severity: "warning",
        path: null,
        line: null,
        message: "The issue with manual steps could not be written: No.",
        fix: "Allow it.",
      },
    });
  });
});

test("an error of our own is not hidden", async () => {
  const { issues } = createLocalForge(temporaryFolder());
  const find = (): Promise<never> => Promise.reject(new TypeError("a bug"));
  await expect(reportIssue({ ...issues, find }, runWith(1))).rejects.toThrow("a bug");
});

/** A folder that does not exist. */
function temporaryFolderName(): string {
  return join("/nonexistent", "flow-tagbot");
}

test("a comment that is refused leaves the issue's address, for the issue itself was written", async () => {
  const github = await startForTest();
  const { issues } = openGithub(github);
  const { url } = await reportIssue(issues, runWith(1));
  github.fail({ method: "POST", path: /\/comments$/ }, { answer: { status: 502, body: "" } });
  const report = await reportIssue(issues, runWith(2));
  expect(report).toMatchObject({ url, problem: { code: "issue-not-written" } });
  expect(github.issues[0]?.body).toContain("review 1.1.0");
});
