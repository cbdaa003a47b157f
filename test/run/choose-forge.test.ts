import { describe, expect, test } from "vitest";
import { chooseForge, type ForgeName, type GithubSettings } from "../../src/run/choose-forge.ts";
import { startForTest } from "../support/github/start-for-test.ts";
import { createFakeTime } from "../support/fake-time.ts";
import { codesOf } from "./open.ts";

const SETTINGS: GithubSettings = {
  serverUrl: "https://github.com",
  apiUrl: null,
  repository: null,
  token: null,
  findToken: () => Promise.resolve(null),
  ownToken: false,
  deadline: null,
  time: createFakeTime(),
  onExchange: () => undefined,
  onWait: () => undefined,
};

function choose(
  remote: string | null,
  wanted: ForgeName | null,
  settings: Partial<GithubSettings> = {},
): Promise<Awaited<ReturnType<typeof chooseForge>>> {
  return chooseForge(wanted, remote, "/srv/registry/.git", { ...SETTINGS, ...settings });
}

interface Row {
  readonly remote: string | null;
  readonly wanted?: ForgeName;
  readonly settings?: Partial<GithubSettings>;
  readonly name: string;
  readonly url: string | null;
}

const CHOSEN: readonly Row[] = [
  { remote: null, name: "local", url: null },
  { remote: "/srv/registry.git", name: "local", url: null },
  { remote: "file:///srv/registry.git", name: "local", url: null },
  { remote: "https://github.com/o/r.git", name: "github", url: "https://github.com/o/r" },
  { remote: "https://x-access-token:secret@github.com/o/r", name: "github", url: "https://github.com/o/r" },
  { remote: "git@github.com:o/r.git", name: "github", url: "https://github.com/o/r" },
  { remote: "ssh://git@github.com/o/r.git", name: "github", url: "https://github.com/o/r" },
  {
    remote: "https://git.example.com/o/r",
    settings: { serverUrl: "https://git.example.com" },
    name: "github",
    url: "https://git.example.com/o/r",
  },
  { remote: "https://git.example.com/o/r", wanted: "github", name: "github", url: "https://git.example.com/o/r" },
  { remote: "https://github.com/o/r", wanted: "local", name: "local", url: null },
  { remote: "https://gitlab.com/o/r", wanted: "local", name: "local", url: null },
  { remote: null, wanted: "github", settings: { repository: "o/r" }, name: "github", url: "https://github.com/o/r" },
  {
    remote: "/srv/registry.git",
    wanted: "github",
    settings: { repository: "o/r", serverUrl: "https://git.example.com" },
    name: "github",
    url: "https://git.example.com/o/r",
  },
  { remote: "https://github.com/o/fork", settings: { repository: "o/r" }, name: "github", url: "https://github.com/o/r" },
];

test.each(CHOSEN)(
  "remote $remote, --forge $wanted and $settings give $name at $url",
  async ({ remote, wanted = null, settings, name, url }) => {
    expect(await choose(remote, wanted, settings)).toMatchObject({ name, repositoryUrl: url });
  },
);

test.each([
  { remote: "https://gitlab.com/o/r", wanted: null, code: "forge-unsupported" },
  { remote: "https://gitlab.example.com/o/r", wanted: null, code: "forge-unsupported" },
  { remote: null, wanted: "gitlab", code: "forge-unsupported" },
  { remote: "https://git.example.com/o/r", wanted: null, code: "forge-unknown" },
  { remote: null, wanted: "github", code: "forge-unknown" },
] as const)("remote $remote and --forge $wanted fail with $code", async ({ remote, wanted, code }) => {
  expect(await codesOf(choose(remote, wanted))).toEqual([code]);
});

describe("a token", () => {
  const ASKED = { tagged: [], thorough: true };

  test("goes to the server it was given for", async () => {
    const github = await startForTest();
    const forge = await choose(`${github.serverUrl}/octo-org/flows`, null, {
      serverUrl: github.serverUrl,
      apiUrl: github.apiUrl,
      token: github.tokens.write,
    });
    await forge.readReleases(ASKED);
    expect(github.requests.map(({ headers }) => headers.authorization)).toEqual([`token ${github.tokens.write}`]);
  });

  test.each([
    ["the workflow's own", true, "github-actions[bot]", 0],
    ["another one", false, "octo-user", 1],
  ])("that is %s is known as such, or asked for its login", async (_, ownToken, login, asked) => {
    const github = await startForTest({ login });
    const forge = await choose(`${github.serverUrl}/octo-org/flows`, null, {
      serverUrl: github.serverUrl,
      apiUrl: github.apiUrl,
      token: github.tokens.write,
      ownToken,
    });
    expect((await forge.readAccess()).login).toBe(login);
    expect(github.requests.filter(({ path }) => path.endsWith("/graphql"))).toHaveLength(asked);
  });

  test("is not used any more once the time is over", async () => {
    const github = await startForTest();
    const time = createFakeTime();
    const forge = await choose(`${github.serverUrl}/octo-org/flows`, null, {
      serverUrl: github.serverUrl,
      apiUrl: github.apiUrl,
      token: github.tokens.write,
      time,
      deadline: time.now(),
    });
    expect(await codesOf(forge.markLatest("a-v1.0.0"))).not.toEqual([]);
    expect(github.requests.filter(({ write }) => write)).toEqual([]);
  });

  test("goes to no other, and neither do requests for it", async () => {
    const github = await startForTest();
    const asked: string[] = [];
    const findToken = (host: string): Promise<null> => {
      asked.push(host);
      return Promise.resolve(null);
    };
    const forge = await choose(`${github.serverUrl}/octo-org/flows`, "github", {
      serverUrl: "https://git.example.com",
      apiUrl: "http://127.0.0.1:9/api/v3",
      token: "ghs_secret0000",
      findToken,
    });
    await forge.readReleases(ASKED);
    expect(github.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
    expect(asked).toEqual([new URL(github.serverUrl).host]);
  });
});
