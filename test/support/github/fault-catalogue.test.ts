import { expect, test } from "vitest";
import { call, git, pushCommits, withToken } from "./client.ts";
import { FAULTS, fits, type CatalogueEntry } from "./fault-catalogue.ts";
import { startForTest } from "./start-for-test.ts";
import type { GithubStandIn } from "./start-github.ts";

const entries = Object.values(FAULTS);

/** Every kind of request once. What a client makes of it is not of interest here. */
const probes: readonly (readonly [string, (github: GithubStandIn, folder: string) => Promise<unknown>])[] = [
  ["a list", (github) => call(github, "GET", "/releases")],
  ["a release", (github) => call(github, "POST", "/releases", { tag_name: "v1" })],
  ["an issue", (github) => call(github, "POST", "/issues", { title: "x" })],
  ["git's reading", (_github, folder) => git(folder, ["ls-remote", "origin"])],
  ["git's writing", (github, folder) => git(folder, [...withToken(github.tokens.write), "push", "origin", "main:refs/tags/v1"])],
];

async function exchange(entry: CatalogueEntry, probe: (typeof probes)[number][1]): Promise<GithubStandIn> {
  const github = await startForTest();
  const { folder } = await pushCommits(github, 1);
  const before = github.requests.length;
  github.fail((request) => fits(entry, request), entry.fault);
  await probe(github, folder).catch(() => undefined);
  expect(github.requests.length).toBeGreaterThan(before);
  return github;
}

test("every entry is for at least one request of a run", async () => {
  const github = await startForTest();
  const { folder } = await pushCommits(github, 1);
  for (const [, probe] of probes) await probe(github, folder);
  const idle = entries.filter((entry) => !github.requests.some((request) => fits(entry, request)));
  expect(idle.map((entry) => entry.name)).toEqual(["502 unfinished upload"]);
  expect(new Set(entries.map((entry) => entry.name)).size).toBe(entries.length);
});

const pushed = probes[4]?.[1];
test.each(entries.filter((entry) => entry.for.includes("git") && entry.name !== "hang"))(
  "git meets $name, and the next push succeeds",
  async (entry) => {
    if (pushed === undefined) throw new Error("no probe");
    const github = await exchange(entry, pushed);
    const { folder } = await pushCommits(github, 1);
    await git(folder, ["tag", "v2"]);
    expect(await git(folder, [...withToken(github.tokens.write), "push", "origin", "v2"])).toMatchObject({ code: 0 });
  },
);

test.each(
  entries.flatMap((entry) =>
    typeof entry.fault.answer === "object" && "status" in entry.fault.answer && entry.for.includes("write") && entry.path.test("/releases")
      ? [[entry.name, entry, entry.fault.answer.status] as const]
      : [],
  ),
)("a write is answered with %s", async (_name, entry, status) => {
  const github = await exchange(entry, (stand) => call(stand, "POST", "/releases", { tag_name: "v1" }));
  expect(github.requests.at(-1)?.status).toBe(status);
  expect(github.releases).toHaveLength(entry.fault.when === "after" ? 1 : 0);
});

test.each([0, 1, 2])("a fault is put at request %i of a run", async (index) => {
  const github = await startForTest();
  github.fail(() => true, { ...FAULTS["500 before"]?.fault, skip: index });
  const statuses: number[] = [];
  for (let count = 0; count < 3; count += 1) statuses.push((await call(github, "GET", "")).status);
  expect(statuses).toEqual([0, 1, 2].map((place) => (place === index ? 500 : 200)));
});

test.each([
  ["/issues", "issues=write"],
  ["/releases", "contents=write"],
])("a refused integration is told what %s needs", async (path, accepted) => {
  const github = await startForTest();
  github.fail(() => true, FAULTS["403 integration"]?.fault ?? {});
  const { headers } = await call(github, "POST", path, { title: "x", tag_name: "v1" });
  expect(headers.get("x-accepted-github-permissions")).toBe(accepted);
});

test("the primary limit resets by the stand-in's clock", async () => {
  const github = await startForTest({ clock: () => new Date("2030-01-01T00:00:00Z") });
  const entry = FAULTS["403 primary limit"];
  if (entry === undefined) throw new Error("no entry");
  github.fail(() => true, entry.fault);
  const { headers, status } = await call(github, "GET", "");
  expect([status, headers.get("x-ratelimit-remaining"), Number(headers.get("x-ratelimit-reset"))]).toEqual([403, "0", 1_893_457_200]);
});

test("a refusal for want of single sign-on says where to get it", async () => {
  const github = await startForTest();
  github.fail(() => true, FAULTS["403 saml"]?.fault ?? {});
  expect((await call(github, "GET", "")).headers.get("x-github-sso")).toMatch(/^required; url=http.*\/orgs\/octo-org\/sso/u);
});
