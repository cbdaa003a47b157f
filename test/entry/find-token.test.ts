import { expect, test } from "vitest";
import { createTokenFinder } from "../../src/entry/find-token.ts";

const SERVER = "https://github.com";

interface Setting {
  readonly environment?: Readonly<Record<string, string>>;
  readonly serverUrl?: string;
  /** What `gh` is logged in with, by host. */
  readonly gh?: Readonly<Record<string, string>>;
}

function open({ environment = {}, serverUrl = SERVER, gh = {} }: Setting) {
  const asked: string[] = [];
  const told: string[] = [];
  const find = createTokenFinder({
    environment,
    serverUrl,
    readGhToken: (host) => {
      asked.push(host);
      return Promise.resolve(gh[host] ?? null);
    },
    onToken: (token) => told.push(token),
  });
  return { find, asked, told };
}

const ALL: Setting = {
  environment: { FLOW_TAGBOT_TOKEN_MY_TEAM: "own-token", GITHUB_TOKEN: "server-token", GH_TOKEN: "other-token" },
  gh: { "github.com": "gh-token", "ghe.example.com": "ghe-token" },
};

interface Row {
  readonly what: string;
  readonly name: string | null;
  readonly url: string;
  readonly setting: Setting;
  readonly token: string | null;
  readonly asked: readonly string[];
}

test.each<Row>([
  { what: "its own variable first", name: "my-team", url: `${SERVER}/o/r`, setting: ALL, token: "own-token", asked: [] },
  {
    what: "its own variable for any host",
    name: "my-team",
    url: "http://git.example.com/o/r",
    setting: ALL,
    token: "own-token",
    asked: [],
  },
  { what: "the server's token on the server", name: "team", url: `${SERVER}/o/r.git`, setting: ALL, token: "server-token", asked: [] },
  { what: "the server's token by ssh", name: null, url: "git@github.com:o/r.git", setting: ALL, token: "server-token", asked: [] },
  {
    what: "GH_TOKEN without a GITHUB_TOKEN",
    name: null,
    url: `${SERVER}/o/r`,
    setting: { environment: { GITHUB_TOKEN: " ", GH_TOKEN: "other-token" } },
    token: "other-token",
    asked: [],
  },
  {
    what: "gh's token elsewhere",
    name: null,
    url: "https://ghe.example.com/o/r",
    setting: ALL,
    token: "ghe-token",
    asked: ["ghe.example.com"],
  },
  {
    what: "gh's token without any variable",
    name: null,
    url: `${SERVER}/o/r`,
    setting: { gh: { "github.com": "gh-token" } },
    token: "gh-token",
    asked: ["github.com"],
  },
  {
    what: "no token of a server with another port",
    name: null,
    url: "https://github.com:8443/o/r",
    setting: ALL,
    token: null,
    asked: ["github.com:8443"],
  },
  { what: "no token of a server without TLS", name: null, url: "http://github.com/o/r", setting: ALL, token: null, asked: [] },
  {
    what: "no token of a host that only begins alike",
    name: null,
    url: "https://github.com.example.com/o/r",
    setting: ALL,
    token: null,
    asked: ["github.com.example.com"],
  },
  { what: "nothing of gh on another forge", name: null, url: "https://gitlab.com/o/r", setting: ALL, token: null, asked: [] },
  { what: "nothing of gh on a machine of this network", name: null, url: "https://10.0.0.1/o/r", setting: ALL, token: null, asked: [] },
  { what: "nothing of gh for an alias of ssh", name: null, url: "work:o/r", setting: ALL, token: null, asked: [] },
  { what: "nothing for a folder", name: null, url: "/srv/flows.git", setting: ALL, token: null, asked: [] },
  {
    what: "the token of a server of one's own",
    name: null,
    url: "http://127.0.0.1:8080/o/r",
    setting: { environment: { GITHUB_TOKEN: "server-token" }, serverUrl: "http://127.0.0.1:8080" },
    token: "server-token",
    asked: [],
  },
])("a registry gets $what", async ({ name, url, setting, token, asked }) => {
  const finder = open(setting);
  expect(await finder.find({ name, url })).toBe(token);
  expect(finder.asked).toEqual(asked);
  expect(finder.told).toEqual(token === null ? [] : [token]);
});

test("gh is asked once for each host", async () => {
  const { find, asked } = open({ gh: { "github.com": "gh-token" } });
  const found = await Promise.all(["o/a", "o/b", "p/c"].map((path) => find({ name: null, url: `${SERVER}/${path}` })));
  await find({ name: null, url: "https://ghe.example.com/o/a" });
  await find({ name: null, url: "https://ghe.example.com/o/b" });
  expect(found).toEqual(["gh-token", "gh-token", "gh-token"]);
  expect(asked).toEqual(["github.com", "ghe.example.com"]);
});
