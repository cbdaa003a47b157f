import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { runCommand } from "../entry/run-command.ts";
import { createKeyring } from "../git/gpg-key.ts";
import { wrapTools } from "../git/wrap-tools.ts";
import type { LoggedRequest } from "../support/github/request-log.ts";
import { openRegistry } from "../support/git-registry.ts";
import { findLeaks, makeSecret, repeatAll, SECRETS_CHECKED, spellings, type Canaries } from "./canaries.ts";
import { runAction } from "./run-action.ts";
import { addVersion, checkOut, openSetting, versions, type Setting } from "./setting.ts";
import { openSsh, type SshSetting } from "./ssh-setting.ts";

interface Stage {
  readonly setting: Setting;
  readonly ssh: SshSetting;
  readonly canaries: Canaries;
}

type Inputs = Readonly<Record<string, string>>;

interface Scenario {
  readonly name: string;
  readonly door: "action" | "command";
  readonly checkout: boolean;
  readonly code: number;
  /** A person gets to read what a server said. */
  readonly issue: boolean;
  readonly prepare: (stage: Stage) => Inputs;
}

const finish = { onTestFinished };
const pick = ({ canaries }: Stage, ...names: readonly string[]): Inputs =>
  Object.fromEntries(names.map((name) => [name, canaries[name] ?? ""]));
const withSsh = (stage: Stage): Inputs => ({ ...pick(stage, "ssh-key", "ssh-passphrase"), "ssh-known-hosts": stage.ssh.server.knownHost });
const withGpg = (stage: Stage): Inputs => pick(stage, "signing-key", "signing-passphrase");

/** The server refuses every tag and release with all that it could know, in all spellings. */
function repeat({ setting: { github }, canaries }: Stage, what: "tags" | "releases" | "listing"): void {
  const text = repeatAll(canaries);
  if (what === "tags") github.refuseRefs([{ hook: "update", refs: ["refs/tags/*"], text: `${text}\n` }]);
  else
    github.fail(
      { kind: "api", method: what === "releases" ? "POST" : "GET", path: /\/releases$/ },
      {
        times: 99,
        answer: { status: what === "releases" ? 422 : 404, body: { message: text, documentation_url: "https://docs.github.com/rest" } },
      },
    );
}

const base = { door: "action", checkout: true, code: 0, issue: false } as const;
const SCENARIOS: readonly Scenario[] = [
  { ...base, name: "SSH and GPG in a checkout", prepare: (stage) => ({ ...withSsh(stage), ...withGpg(stage), assets: "true" }) },
  { ...base, name: "a clone of its own", checkout: false, prepare: withGpg },
  {
    ...base,
    name: "signing with SSH",
    prepare: ({ canaries }) => ({ "signing-key": canaries["ssh-key"] ?? "", "signing-passphrase": canaries["ssh-passphrase"] ?? "" }),
  },
  { ...base, name: "a plan only", prepare: (stage) => ({ ...withSsh(stage), ...withGpg(stage), mode: "plan" }) },
  {
    ...base,
    name: "a wrong passphrase for SSH",
    code: 2,
    issue: true,
    prepare: (stage) => ({ ...withSsh(stage), "ssh-passphrase": stage.canaries["signing-passphrase"] ?? "" }),
  },
  {
    ...base,
    name: "a wrong passphrase for GPG",
    code: 2,
    issue: true,
    prepare: (stage) => ({ ...withGpg(stage), "signing-passphrase": stage.canaries["ssh-passphrase"] ?? "" }),
  },
  {
    ...base,
    name: "a registry elsewhere by token",
    checkout: false,
    prepare: (stage) => ({ registry: "octo-org/registry", ...pick(stage, "registry-token") }),
  },
  {
    ...base,
    name: "a registry elsewhere by key",
    checkout: false,
    prepare: (stage) => ({ registry: "octo-org/registry", ...withSsh(stage), ...pick(stage, "registry-ssh-key") }),
  },
  {
    ...base,
    name: "tags refused by a server that repeats all",
    code: 2,
    issue: true,
    prepare: (stage) => {
      repeat(stage, "tags");
      return withSsh(stage);
    },
  },
  {
    ...base,
    name: "releases refused by a server that repeats all",
    code: 2,
    issue: true,
    prepare: (stage) => {
      repeat(stage, "releases");
      return withGpg(stage);
    },
  },
  {
    ...base,
    name: "a listing refused by a server that repeats all",
    code: 1,
    prepare: (stage) => {
      repeat(stage, "listing");
      return { ...withSsh(stage), ...withGpg(stage) };
    },
  },
  {
    ...base,
    name: "a git server that repeats all in an error",
    checkout: false,
    code: 1,
    prepare: (stage) => {
      const body = `${repeatAll(stage.canaries).replaceAll("\n", " ")}\n`;
      stage.setting.github.fail({ kind: "git" }, { times: 99, answer: { status: 403, headers: { "content-type": "text/plain" }, body } });
      return withGpg(stage);
    },
  },
  {
    ...base,
    name: "the command, whose tags a server refuses that repeats all",
    door: "command",
    code: 2,
    issue: true,
    prepare: (stage) => {
      repeat(stage, "tags");
      return { ...withSsh(stage), ...withGpg(stage) };
    },
  },
];

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true }).flatMap((entry) =>
    entry.isFile() ? [join(entry.parentPath, entry.name)] : [],
  );
}

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly requests: readonly LoggedRequest[];
  readonly folder: string | null;
}

/** Whatever a run said, left or sent: its log without the lines that the runner keeps to itself, files, and what went to the server. */
function placesOf({ stdout, stderr, requests, folder }: Ended, workspace: string | null): ReadonlyMap<string, string> {
  const log = stdout
    .split("\n")
    .filter((line) => !line.startsWith("::add-mask::"))
    .join("\n");
  const read = (files: readonly string[]): string => files.map((file) => readFileSync(file, "latin1")).join("\n");
  const [left, checkout] = [folder, workspace].map((place) => (place === null ? [] : filesBelow(place)));
  return new Map([
    ["log", log],
    ["error output", stderr],
    ["outputs, state and summary", read((left ?? []).filter((file) => !file.includes("/temp/")))],
    ["temporary files, clones, plan and steps", read((left ?? []).filter((file) => file.includes("/temp/")))],
    ["checkout and its configuration", read(checkout ?? [])],
    ["addresses of requests", requests.map(({ path, query }) => `${path}?${query}`).join("\n")],
    [
      "bodies of requests: issues, releases",
      requests.map(({ body }) => (Buffer.isBuffer(body) ? body.toString("latin1") : JSON.stringify(body))).join("\n"),
    ],
  ]);
}

interface Performed {
  readonly canaries: Canaries;
  readonly places: ReadonlyMap<string, string>;
}

async function perform(scenario: Scenario, keys: Canaries, PATH: string): Promise<Performed> {
  const build = scenario.name.startsWith("a registry") ? (own: ReturnType<typeof openRegistry>) => void own.commit("Begin") : versions(1);
  const source = openRegistry();
  onTestFinished(source.cleanup);
  addVersion(source, "flows/code_review/1.0.0.yml");
  const other = source.addBareRemote();
  const setting = await openSetting(finish, build, {
    isPrivate: true,
    others: [{ owner: "octo-org", repo: "registry", bareRepository: other, isPrivate: true }],
  });
  const { github } = setting;
  const ssh = await openSsh(finish, setting, { "octo-org/flows": github.bareRepository, "octo-org/registry": other });
  const canaries: Canaries & { readonly token: string } = { ...keys, token: github.tokens.write, "registry-token": github.tokens.classic };
  const { GITHUB_TOKEN = "", GH_TOKEN = "", "ssh-passphrase": passphrase = "" } = keys;
  const deploy = ssh.makeKey("deploy", passphrase);
  const reader = ssh.makeKey("reader", passphrase);
  ssh.server.accept([deploy.publicKey, reader.publicKey]);
  const all = { ...canaries, "ssh-key": deploy.text, "registry-ssh-key": reader.text };
  const inputs = scenario.prepare({ setting, ssh, canaries: all });
  const workspace = scenario.checkout ? checkOut(setting) : null;
  const environment = {
    ...ssh.environment,
    PATH,
    GITHUB_TOKEN,
    GH_TOKEN,
    GIT_COMMITTER_NAME: "Tagger",
    GIT_COMMITTER_EMAIL: "tagger@example.com",
  };
  const ended: Ended =
    scenario.door === "action"
      ? await runAction(setting, { inputs, environment, ...(workspace === null ? {} : { workspace }) })
      : await runInCheckout(setting, workspace ?? "", { ...environment, GITHUB_TOKEN: all.token, GH_TOKEN: GITHUB_TOKEN }, inputs);
  expect(ended.code, `${scenario.name}\n${ended.stdout}${ended.stderr}`).toBe(scenario.code);
  expect(github.issues.length, scenario.name).toBe(scenario.issue ? 1 : 0);
  if (scenario.door === "action")
    for (const secret of [all.token, GITHUB_TOKEN]) expect(ended.stdout).toContain(`::add-mask::${escape(secret)}\n`);
  const given = Object.values(inputs);
  // What this run was not given it cannot know: a server that repeats it tells its own.
  const known = Object.entries(all).filter(
    ([name, secret]) =>
      given.includes(secret) || ["token", "GITHUB_TOKEN", ...(scenario.door === "action" ? ["GH_TOKEN"] : [])].includes(name),
  );
  return { canaries: Object.fromEntries(known), places: placesOf(ended, workspace) };
}

async function runInCheckout(setting: Setting, workspace: string, environment: Inputs, inputs: Inputs): Promise<Ended> {
  const { github } = setting;
  const before = github.requests.length;
  const variables = Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [`FLOW_TAGBOT_${name.toUpperCase().replaceAll("-", "_")}`, value]),
  );
  const ended = await runCommand(workspace, ["apply", "--issue"], {
    ...environment,
    ...variables,
    GITHUB_SERVER_URL: github.serverUrl,
    GITHUB_API_URL: github.apiUrl,
  });
  return { ...ended, requests: github.requests.slice(before), folder: null };
}

/** As workflow commands write it. */
function escape(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

test("no secret shows in any spelling, in any place, in any scenario", { timeout: 180_000 }, async () => {
  const tools = wrapTools();
  // Only the runs themselves are watched: the test makes keys, with passphrases as arguments.
  const PATH = process.env["PATH"] ?? "";
  vi.unstubAllEnvs();
  const passphrases = { "ssh-passphrase": makeSecret("ssh"), "signing-passphrase": makeSecret("signing") };
  const keyring = createKeyring(passphrases["signing-passphrase"]);
  onTestFinished(keyring.remove);
  keyring.make("Tagger <tagger@example.com>");
  const keys = { ...passphrases, "signing-key": keyring.export(), GITHUB_TOKEN: makeSecret("github"), GH_TOKEN: makeSecret("gh") };
  const done = await Promise.all(SCENARIOS.map((scenario) => perform(scenario, keys, PATH)));
  const args = tools.args();
  expect(new Set(tools.programs())).toEqual(new Set(["git", "ssh", "ssh-keygen", "gpg", "gpgconf"]));
  const leaks = done.flatMap(({ canaries, places }, index) =>
    findLeaks(canaries, new Map([...places, ["arguments of programs", args]])).map((leak) => `${SCENARIOS[index]?.name ?? ""}: ${leak}`),
  );
  expect(leaks).toEqual([]);
  expect({
    canaries: new Set(done.flatMap(({ canaries }) => Object.keys(canaries))).size,
    spellings: Object.keys(spellings("secret")).length,
    scenarios: SCENARIOS.length,
    places: (done[0]?.places.size ?? 0) + 1,
  }).toEqual(SECRETS_CHECKED);
});

test("the search itself finds every spelling, also of one line of a key", () => {
  const canaries = { key: "-----BEGIN KEY-----\nfirst line of it\nsecond line of it\n-----END KEY-----\n", token: makeSecret("x") };
  for (const secret of ["second line of it", canaries.token])
    for (const [name, text] of Object.entries(spellings(secret)))
      expect(findLeaks(canaries, new Map([["log", `before ${text} after`]])), name).toHaveLength(1);
  for (const before of ["", "a", "bc", "def"])
    expect(findLeaks(canaries, new Map([["log", Buffer.from(`${before}${canaries.token}!`).toString("base64")]]))).toHaveLength(1);
});
