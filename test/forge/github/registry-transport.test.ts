import { createServer } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { listen } from "../../support/github/listen.ts";
import { shareOnGithub } from "./registry-on-github.ts";

const start = shareOnGithub((registry) => {
  registry.write("flows/qa/1.0.0.yml", "name: qa\n");
  registry.commit("First");
});

const OF = { head: { commit: "1".repeat(40), tag: null } };

test("a registry is read from its refs to the bytes of a file", async () => {
  const { open, registry, asked, github } = await start({ isPrivate: true });
  const transport = open();
  const { branches } = await transport.readRefs();
  const commit = branches.get("main") ?? "";
  const [view] = await transport.readCommits([{ commit, tag: null }]);
  const [file] = view?.entries ?? [];
  expect(file).toEqual({ mode: "100644", oid: registry.blob("flows/qa/1.0.0.yml"), path: "flows/qa/1.0.0.yml" });
  const contents = await transport.readContents(file === undefined ? [] : [file]);
  expect(String(contents.get(file?.oid ?? ""))).toBe("name: qa\n");
  expect(asked()).toEqual(["POST git-upload-pack", `GET git/trees/${commit}?recursive=1`, `GET git/blobs/${file?.oid ?? ""}`]);
  expect(github.rate.used).toBe(2);
});

test.each([
  ["forge-auth", { status: 401, body: { message: "Bad credentials" } }],
  [
    "forge-sso",
    { status: 403, headers: { "x-github-sso": "required; url=x" }, body: { message: "Resource protected by organization SAML" } },
  ],
  ["forge-rate-limit", { status: 403, headers: { "x-ratelimit-remaining": "0" }, body: { message: "API rate limit exceeded" } }],
  ["forge-rate-limit", { status: 429, body: { message: "secondary rate limit" } }],
  ["forge-unreachable", { status: 502, body: "<html>Unicorn</html>" }],
  ["forge-invalid", { status: 418, body: "" }],
])("an answer that means %s is told at once, without asking again", async (code, answer) => {
  const { open, github } = await start();
  github.fail(() => true, { answer, times: 9 });
  await expect(open().readRefs()).rejects.toMatchObject({ code });
  await expect(open().readCommits([OF.head])).rejects.toMatchObject({ code });
  await expect(open().readContents([{ mode: "100644", oid: "1".repeat(40), path: "x" }])).rejects.toMatchObject({ code });
  expect(github.requests).toHaveLength(3);
});

test("a renamed repository is found at its new address, and a redirect to another host never gets the token", async () => {
  const { open, github, registry } = await start();
  const wants = [{ commit: registry.head(), tag: null }];
  const moved = (location: string) => ({ answer: { status: 301, headers: { location }, body: { message: "Moved Permanently" } } });
  github.fail({ path: /\/git\/trees\// }, moved(`${github.apiUrl}/repos/octo-org/flows/git/trees/${registry.head()}?recursive=1`));
  await expect(open().readCommits(wants)).resolves.toHaveLength(1);

  const log: unknown[] = [];
  const other = await listen(createServer((request, response) => response.end(log.push(request.headers))));
  onTestFinished(other.close);
  github.fail(() => true, { ...moved(`${other.url}/api/v3/x`), times: 2 });
  await expect(open().readRefs()).rejects.toMatchObject({ code: "forge-unreadable" });
  await expect(open().readCommits(wants)).rejects.toMatchObject({ code: "forge-unreadable" });
  expect(log).toEqual([]);
});

test("names of owners and repositories cannot lead to other places of the API", async () => {
  const { open, asked } = await start();
  await expect(open({ repo: "../../user?x=" }).readCommits([OF.head])).rejects.toMatchObject({ code: "forge-unreadable" });
  expect(asked().every((request) => !request.includes("user?"))).toBe(true);
});
