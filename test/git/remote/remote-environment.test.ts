import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { remoteEnvironment } from "../../../src/git/remote/remote-environment.ts";
import { readRegistryUrl } from "../../../src/git/remote/registry-url.ts";
import { isolatedEnvironment } from "../../support/isolated-git.ts";
import { temporaryFolder } from "../open-git.ts";

const URL = "https://host.example.com/o/r";
const LOGIN = { user: "me", password: "secret0000" };

function environmentOf(own: Readonly<Record<string, string>>, url = URL): Readonly<Record<string, string>> {
  const isolated = Object.entries(isolatedEnvironment(temporaryFolder())).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return remoteEnvironment(
    { ...(Object.fromEntries(isolated) as Readonly<Record<string, string>>), ...own },
    readRegistryUrl(url),
    LOGIN,
    null,
  );
}

/** What git would log in with at an address. */
function credentialFor(address: string): string {
  try {
    return execFileSync("git", ["credential", "fill"], {
      env: environmentOf({}),
      input: `url=${address}\n\n`,
      encoding: "utf8",
      stdio: ["pipe", "pipe", "ignore"],
    });
  } catch {
    return "none";
  }
}

test.each([
  { address: URL, has: true },
  { address: "https://host.example.com/else/where", has: true },
  { address: "http://host.example.com/o/r", has: false },
  { address: "https://host.example.com:8443/o/r", has: false },
  { address: "https://sub.host.example.com/o/r", has: false },
  { address: "https://host.example.com.evil.example/o/r", has: false },
])("a login is for its own host only ($address: $has)", ({ address, has }) => {
  expect(credentialFor(address).includes("password=secret0000")).toBe(has);
});

test.each([
  { own: undefined, allowed: "https:http:ssh:git:file" },
  { own: "https:ext:ssh", allowed: "https:ssh" },
  { own: "ext", allowed: "none" },
])("no program is a transport, whatever the user allows ($own)", ({ own, allowed }) => {
  expect(environmentOf(own === undefined ? {} : { GIT_ALLOW_PROTOCOL: own })["GIT_ALLOW_PROTOCOL"]).toBe(allowed);
});

test("a secret is in no setting, since those are shown when git is traced", () => {
  const settings = Object.entries(environmentOf({})).filter(([name]) => name.startsWith("GIT_"));
  expect(settings.length).toBeGreaterThan(10);
  expect(settings.filter(([, value]) => value.includes(LOGIN.password))).toEqual([]);
});
