import { describe, expect, test } from "vitest";
import type { ManagedIssue } from "../../../src/forge/port.ts";
import type { GithubStandIn } from "../../support/github/start-github.ts";
import { startForTest } from "../../support/github/start-for-test.ts";
import { textWith } from "../../git/text-with.ts";
import { issueBody, SIGNS } from "../contract.ts";
import { requestsOf } from "./open-github.ts";
import { openTracker, someIssue } from "./some-issues.ts";

const CREATION = { kind: "api", method: "POST", path: /\/issues$/ } as const;
const CHANGE = { kind: "api", method: "PATCH", path: /\/issues\/\d+$/ } as const;
const LISTING = "GET issues?labels=flow-tagbot&state=all&sort=updated&per_page=100&page=1";

function open(github: GithubStandIn): readonly number[] {
  return github.issues.filter(({ state }) => state === "open").map(({ number }) => number);
}

test("an issue is made with its label, which is made before it and explains itself", async () => {
  const github = await startForTest();
  const made = await openTracker(github).create(SIGNS, "Steps to take", issueBody("one"));
  expect(github.issues).toMatchObject([{ number: made.number, title: "Steps to take", body: issueBody("one"), labels: [SIGNS.label] }]);
  expect(github.labels).toMatchObject([{ name: SIGNS.label, color: "8250df", description: textWith("flow-tagbot") }]);
  expect(requestsOf(github)).toEqual([`GET labels/${SIGNS.label}`, "POST labels", "POST issues", LISTING]);
  expect(made.url).toBe(`${github.gitUrl}/issues/${made.number}`);
});

describe("a creation whose answer is lost", () => {
  const LOST = [
    ["502", { status: 502, body: "<html>Bad Gateway</html>" }],
    ["a broken connection", "reset"],
    ["HTML with 200", { status: 200, headers: { "content-type": "text/html" }, body: "<html>" }],
  ] as const;

  test.each(LOST)("after the work was done is found, not repeated: %s", async (_name, answer) => {
    const github = await startForTest({ issues: [someIssue(1, { state: "closed" })] });
    github.fail(CREATION, { when: "after", answer });
    expect(await openTracker(github).create(SIGNS, "x", issueBody("two"))).toMatchObject({ number: 2, body: issueBody("two") });
    expect(github.issues).toHaveLength(2);
  });

  test.each(LOST)("before the work was done is repeated: %s", async (_name, answer) => {
    const github = await startForTest();
    github.fail(CREATION, { times: 2, answer });
    expect(await openTracker(github).create(SIGNS, "x", issueBody("one"))).toMatchObject({ number: 1 });
    expect(github.issues).toHaveLength(1);
  });

  test("and stays lost is a failure that passes", async () => {
    const github = await startForTest();
    github.fail(CREATION, { times: 99, answer: { status: 502, body: "" } });
    await expect(openTracker(github).create(SIGNS, "x", issueBody("one"))).rejects.toMatchObject({ code: "forge-unreachable" });
    expect(requestsOf(github).filter((request) => request === "POST issues")).toHaveLength(4);
  });
});

describe("an issue that cannot be made", () => {
  test("because issues are off is told with the server's words", async () => {
    const github = await startForTest({ hasIssues: false });
    await expect(openTracker(github).create(SIGNS, "x", issueBody("one"))).rejects.toMatchObject({
      code: "issue-not-written",
      message: textWith("Issues are disabled"),
    });
  });

  test.each(["read", "none"] as const)("because the token has issues: %s names the permission, and nothing is made", async (issues) => {
    const github = await startForTest({ permissions: { issues } });
    await expect(openTracker(github).create(SIGNS, "x", issueBody("one"))).rejects.toMatchObject({
      code: "forge-denied",
      problems: [{ fix: textWith("issues: write") }],
    });
    expect([github.issues, github.labels]).toEqual([[], []]);
  });

  test("because it would have no label is not made", async () => {
    const github = await startForTest();
    const tracker = openTracker(github, "outsider", github.tokens.outsider);
    await expect(tracker.create(SIGNS, "x", issueBody("one"))).rejects.toMatchObject({ code: "forge-denied" });
    expect(github.issues).toEqual([]);
  });

  test("because it is too long is told with the server's words", async () => {
    const github = await startForTest();
    await expect(openTracker(github).create(SIGNS, "x", "y".repeat(65_537))).rejects.toMatchObject({
      code: "forge-invalid",
      message: textWith("body is too long"),
    });
  });
});

describe("an issue whose label was dropped without a word", () => {
  const label = { id: 1, name: SIGNS.label, color: "8250df", description: null };

  test("is closed again where it cannot get it, and is never found", async () => {
    const github = await startForTest({ labels: [label] });
    const tracker = openTracker(github, "outsider", github.tokens.outsider);
    await expect(tracker.create(SIGNS, "x", issueBody("one"))).rejects.toMatchObject({ code: "forge-denied", message: textWith("#1") });
    expect(github.issues).toMatchObject([{ state: "closed", stateReason: "not_planned", labels: [] }]);
    expect(github.issues[0]?.body).not.toContain(SIGNS.marker);
  });

  test("gets it afterwards where it can", async () => {
    const github = await startForTest({ labels: [label] });
    const body = await bodyOfAnswer(github);
    github.fail(CREATION, { when: "after", answer: { status: 201, headers: { "content-type": "application/json" }, body } });
    expect(await openTracker(github).create(SIGNS, "x", issueBody("one"))).toMatchObject({ number: 1, state: "open" });
    expect(github.requests.find(({ method }) => method === "PATCH")?.body).toEqual({ labels: ["other", SIGNS.label] });
    expect(github.issues[0]?.labels).toEqual(["other", SIGNS.label]);
  });

  /** What GitHub says about the new issue #1, with another label that some automation gave it in place of ours. */
  async function bodyOfAnswer(github: GithubStandIn): Promise<unknown> {
    const url = `${github.apiUrl}/repos/${github.owner}/${github.repo}`;
    const example = await startForTest({ issues: [someIssue(1, { labels: ["other"], body: issueBody("one") })] });
    const answer = await fetch(`${example.apiUrl}/repos/${example.owner}/${example.repo}/issues/1`);
    const text = (await answer.text()).replaceAll(`${example.apiUrl}/repos/${example.owner}/${example.repo}`, url);
    const body: unknown = JSON.parse(text);
    return body;
  }
});

describe("two runs at once", () => {
  test("end with one open issue, and the other one says whose duplicate it was", async () => {
    const github = await startForTest();
    const [one, two] = [openTracker(github), openTracker(github)];
    // The second run comes when the first one has made its issue, and has not looked around yet.
    const made: ManagedIssue[] = [];
    github.fail(CREATION, {
      when: "after",
      run: async () => {
        made.push(await two.create(SIGNS, "x", issueBody("two")));
      },
    });
    made.push(await one.create(SIGNS, "x", issueBody("one")));
    expect(made.map(({ number }) => number)).toEqual([1, 1]);
    expect(open(github)).toEqual([1]);
    expect(github.issues[1]).toMatchObject({ state: "closed", stateReason: "not_planned", comments: [{ body: "Duplicate of #1." }] });
    await one.edit(1, { body: issueBody("done"), state: "closed" });
    expect(await one.find(SIGNS)).toMatchObject({ number: 1, unwanted: false });
  });

  test("in any order end with one open issue that both know", async () => {
    const github = await startForTest();
    const made = await Promise.all([1, 2, 3].map((run) => openTracker(github).create(SIGNS, "x", issueBody(`run ${run}`))));
    expect(open(github)).toEqual([1]);
    expect(made.map(({ number }) => number)).toEqual([1, 1, 1]);
  });

  test("are settled even where the comment is refused", async () => {
    const github = await startForTest();
    github.fail({ kind: "api", method: "POST", path: /\/comments$/ }, { answer: { status: 500, body: "" } });
    const faster = openTracker(github);
    github.fail(CREATION, {
      run: async () => {
        await faster.create(SIGNS, "x", issueBody("faster"));
      },
    });
    expect(await openTracker(github).create(SIGNS, "x", issueBody("slower"))).toMatchObject({ number: 1, body: issueBody("faster") });
    expect(open(github)).toEqual([1]);
  });
});

describe("a change", () => {
  test("says why it closes and that it opens again", async () => {
    const github = await startForTest({ issues: [someIssue(1)] });
    const tracker = openTracker(github);
    await tracker.edit(1, { body: issueBody("done"), state: "closed" });
    expect(github.issues[0]).toMatchObject({ state: "closed", stateReason: "completed", body: issueBody("done") });
    expect(await tracker.edit(1, { body: issueBody("again"), state: "open" })).toMatchObject({ state: "open", body: issueBody("again") });
    expect(github.issues[0]).toMatchObject({ stateReason: "reopened", title: "Issue 1", labels: [SIGNS.label] });
  });

  test("whose answer is lost is made once more", async () => {
    const github = await startForTest({ issues: [someIssue(1)] });
    github.fail(CHANGE, { when: "after", times: 2, answer: "reset" });
    expect(await openTracker(github).edit(1, { body: issueBody("two"), state: "closed" })).toMatchObject({ state: "closed" });
  });

  test.each([
    ["forge-denied", { status: 403, body: { message: "Resource not accessible by integration" } }],
    ["issue-not-written", { status: 410, body: { message: "This issue was deleted" } }],
    ["issue-not-written", { status: 404, body: { message: "Not Found" } }],
    ["forge-auth", { status: 401, body: { message: "Bad credentials" } }],
  ])("that is refused is a failure: %s", async (code, answer) => {
    const github = await startForTest({ issues: [someIssue(1)] });
    github.fail(CHANGE, { answer });
    await expect(openTracker(github).edit(1, { body: "x", state: "open" })).rejects.toMatchObject({ code });
  });
});

describe("a comment", () => {
  test("is made", async () => {
    const github = await startForTest({ issues: [someIssue(1)] });
    await openTracker(github).comment(1, "All done.");
    expect(github.issues[0]?.comments).toMatchObject([{ body: "All done." }]);
  });

  test("in a locked issue is left out without a failure", async () => {
    const github = await startForTest({ issues: [someIssue(1, { locked: true })], issueOptions: { lockStopsApps: true } });
    const tracker = openTracker(github);
    expect(await tracker.find(SIGNS)).toMatchObject({ locked: true });
    await tracker.comment(1, "All done.");
    expect(github.requests.at(-1)).toMatchObject({ method: "POST", status: 403 });
  });

  test("that is refused otherwise, or gets lost, is a failure, and is not repeated", async () => {
    const github = await startForTest({ issues: [someIssue(1)], permissions: { issues: "read" } });
    await expect(openTracker(github).comment(1, "x")).rejects.toMatchObject({ code: "forge-denied" });
    const other = await startForTest({ issues: [someIssue(1)] });
    other.fail({ kind: "api", method: "POST" }, { when: "after", answer: { status: 502, body: "" } });
    await expect(openTracker(other).comment(1, "x")).rejects.toMatchObject({ code: "forge-unreachable" });
    expect(other.issues[0]?.comments).toHaveLength(1);
  });
});

test("without a known login nothing is found and nothing is made", async () => {
  const github = await startForTest({ issues: [someIssue(1)] });
  const tracker = openTracker(github, null);
  await expect(tracker.find(SIGNS)).rejects.toMatchObject({ code: "issue-not-written" });
  await expect(tracker.create(SIGNS, "x", issueBody("x"))).rejects.toMatchObject({ code: "issue-not-written" });
  expect(github.issues).toHaveLength(1);
});
