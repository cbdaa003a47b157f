import { describe, expect, test } from "vitest";
import { isPrivileged, parseEvent, parsePull, writeRefusal } from "../../src/config/event.ts";

const HERE = "octo-org/flows";
const FORK = "stranger/flows";
const OWN = "1".repeat(40);
const THEIRS = "2".repeat(40);

const base = { repository: { full_name: HERE } };
const pull = (repo: string | null): object => ({
  ...base,
  pull_request: { head: { repo: repo === null ? null : { full_name: repo } } },
});
const run = (repo: string | null, event = "pull_request"): object => ({
  ...base,
  workflow_run: { event, head_repository: repo === null ? null : { full_name: repo } },
});

interface Row {
  readonly name: string;
  readonly payload: unknown;
  readonly fork: boolean;
  /** Whether it must not write with the workflow's own commit in the workspace, and with another one. */
  readonly own: boolean;
  readonly other: boolean;
}

const ROWS: readonly Row[] = [
  { name: "push", payload: base, fork: false, own: false, other: false },
  { name: "schedule", payload: {}, fork: false, own: false, other: false },
  { name: "workflow_dispatch", payload: base, fork: false, own: false, other: false },
  { name: "pull_request", payload: pull(HERE), fork: false, own: false, other: false },
  { name: "pull_request", payload: pull(FORK), fork: true, own: true, other: true },
  { name: "pull_request", payload: pull(null), fork: true, own: true, other: true },
  { name: "pull_request", payload: { pull_request: {} }, fork: true, own: true, other: true },
  { name: "pull_request_target", payload: pull(HERE), fork: false, own: false, other: true },
  { name: "pull_request_target", payload: pull(FORK), fork: true, own: false, other: true },
  { name: "pull_request_target", payload: pull(null), fork: true, own: false, other: true },
  { name: "workflow_run", payload: run(HERE), fork: false, own: false, other: true },
  { name: "workflow_run", payload: run(FORK), fork: true, own: false, other: true },
  { name: "workflow_run", payload: run(null), fork: true, own: false, other: true },
  // After a push of the repository itself, a checkout of another commit is the repository's own code.
  { name: "workflow_run", payload: run(HERE, "push"), fork: false, own: false, other: false },
  { name: "workflow_run", payload: run(FORK, "push"), fork: true, own: false, other: true },
  // What is of another shape than GitHub's.
  { name: "push", payload: null, fork: false, own: false, other: false },
  { name: "pull_request_target", payload: "text", fork: false, own: false, other: true },
  { name: "pull_request", payload: { ...base, pull_request: [] }, fork: true, own: true, other: true },
  { name: "", payload: base, fork: false, own: false, other: false },
];

test.each(ROWS)(
  "$name with $payload: from a fork $fork, refused $own, with another commit $other",
  ({ name, payload, fork, own, other }) => {
    const event = parseEvent(name, payload);
    expect(event).toMatchObject({ name, fromFork: fork });
    expect(writeRefusal(event, OWN, OWN) !== null).toBe(own);
    expect(writeRefusal(event, OWN, THEIRS) !== null).toBe(other);
  },
);

describe("a privileged event", () => {
  test.each([
    ["pull_request_target", true],
    ["workflow_run", true],
    ["pull_request", false],
    ["push", false],
  ])("%s is one: %s", (name, privileged) => {
    expect(isPrivileged({ name, fromFork: false, ofPullRequest: true })).toBe(privileged);
  });

  test("without a checkout is not refused; with a checkout of what nobody knows it is", () => {
    const event = parseEvent("workflow_run", run(FORK));
    expect(writeRefusal(event, OWN, null)).toBeNull();
    expect(writeRefusal(event, null, THEIRS)).toContain(THEIRS);
  });

  test("names the event and the commit", () => {
    const refusal = writeRefusal(parseEvent("pull_request_target", pull(FORK)), OWN, THEIRS);
    for (const part of [THEIRS, "pull_request_target"]) expect(refusal).toContain(part);
  });
});

describe("what is to land", () => {
  const shas = { base: { ref: "main", sha: OWN }, head: { sha: THEIRS } };
  const group = { base_ref: "refs/heads/a/b", base_sha: OWN, head_sha: THEIRS };

  test("is told by a pull request and by a merge queue", () => {
    expect(parsePull({ pull_request: { number: 7, ...shas } })).toEqual({ number: 7, branch: "main", base: OWN, head: THEIRS });
    expect(parsePull({ merge_group: group })).toEqual({ number: null, branch: "a/b", base: OWN, head: THEIRS });
    expect(parsePull({ pull_request: { number: -1, ...shas } })?.number).toBeNull();
  });

  test.each([
    [null],
    [{ push: {} }],
    [{ pull_request: { ...shas, base: { ref: "--upload-pack=x", sha: OWN } } }],
    [{ pull_request: { ...shas, base: { ref: "a\nb", sha: OWN } } }],
    [{ pull_request: { ...shas, base: { ref: "main", sha: "HEAD" } } }],
    [{ pull_request: { ...shas, head: { sha: `${THEIRS}\n` } } }],
    [{ merge_group: { ...group, base_ref: "refs/tags/main" } }],
    [{ merge_group: { ...group, base_ref: ["refs/heads/main"] } }],
  ])("is not taken from %j", (payload) => {
    expect(parsePull(payload)).toBeNull();
  });
});
