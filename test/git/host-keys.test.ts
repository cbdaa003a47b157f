import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { knownHostsFor } from "../../src/git/host-keys.ts";
import { caught } from "../caught.ts";
import { temporaryFolder } from "./open-git.ts";

const KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAfuCHKVTjquxvt6CM6tdG4SLp1Btn/nOeHHE5UOzRdf";

/** What ssh-keygen finds for a host: `SHA256:… (TYPE)`. */
function fingerprintsOf(text: string, host: string): readonly string[] {
  const file = join(temporaryFolder(), "known_hosts");
  writeFileSync(file, text);
  const found = execFileSync("ssh-keygen", ["-l", "-F", host, "-f", file], { encoding: "utf8" });
  return found.split("\n").flatMap((line) => /^\S+ \S+ (SHA256:\S+)/.exec(line)?.[1] ?? []);
}

// https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/githubs-ssh-key-fingerprints
// https://docs.gitlab.com/user/gitlab_com/#ssh-host-keys-fingerprints
test.each([
  [
    "github.com",
    [
      "SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU",
      "SHA256:p2QAMXNIC1TJYWeIOttrVc98/R1BUFWu3/LiyKgUfQM",
      "SHA256:uNiVztksCsDhcc0u9e8BujQXVUpKZIDTMczCvj3tD2s",
    ],
  ],
  [
    "gitlab.com",
    [
      "SHA256:eUXGGm1YGsMAS7vkcx6JOJdOGHPem5gQp4taiCfCLB8",
      "SHA256:HbW3g8zUjNSksFbqTiUWPWg2Bq1x8xdGUrliXFzSnUw",
      "SHA256:ROQFvPThGrW4RuWLoL9tq9I9zJ42fK4XywyRtbOz/EQ",
    ],
  ],
])("the built-in keys of %s have the published fingerprints", (host, published) => {
  expect(fingerprintsOf(knownHostsFor(null, null), host)).toEqual(published);
});

describe("keys of another server", () => {
  test("come from the user's lines, with comments, markers, ports and hashed names", () => {
    const lines = [
      "# ours",
      "",
      `git.example.org,10.0.0.1 ${KEY} a comment`,
      `  [git.example.org]:2222\t${KEY}`,
      `@revoked old.example.org ${KEY}`,
      `|1|F1E1KeoE/eEWhi10WpGv4OdiO6Y=|3988QV0VE8wmZL7suNrYQLITLCg= ${KEY}`,
    ];
    const text = knownHostsFor(lines.join("\r\n"), null);
    const [fingerprint] = fingerprintsOf(text, "gitlab.com");
    for (const host of ["git.example.org", "10.0.0.1", "[git.example.org]:2222"]) expect(fingerprintsOf(text, host)).toEqual([fingerprint]);
    expect(text).not.toContain("\r");
    expect(text).toContain("\n|1|");
  });

  test("come from what the server publishes", () => {
    const [fingerprint] = fingerprintsOf(knownHostsFor(null, null), "gitlab.com");
    expect(fingerprintsOf(knownHostsFor(null, { host: "ghes.example.org", keys: [KEY] }), "ghes.example.org")).toEqual([fingerprint]);
    const other = knownHostsFor(null, { host: "ghes.example.org", port: 122, keys: [`${KEY}\n`] });
    expect(fingerprintsOf(other, "[ghes.example.org]:122")).toEqual([fingerprint]);
  });

  test.each([
    ["a word", "secret"],
    ["a key without its host", KEY],
    ["a fingerprint", "git.example.org SHA256:eUXGGm1YGsMAS7vkcx6JOJdOGHPem5gQp4taiCfCLB8"],
    ["half a key", `git.example.org ${KEY.slice(0, 24)}`],
    ["another type than the key's", `git.example.org ${KEY.replace("ssh-ed25519", "ssh-rsa")}`],
    ["a marker that there is none of", `@trusted git.example.org ${KEY}`],
    ["a private key", "-----BEGIN OPENSSH PRIVATE KEY-----"],
  ])("are refused, by number and without being shown, when a line is %s", (_name, line) => {
    const error = caught(() => knownHostsFor(`# first\n${line}`, null));
    expect(error).toMatchObject({ code: "input-invalid", message: "Line 2 of ssh-known-hosts is not a host key." });
    expect(JSON.stringify(error)).not.toContain(line);
  });

  test.each([
    { host: "ghes.example.org", keys: ["ssh-ed25519"] },
    { host: "ghes.example.org", keys: [KEY, `${KEY}\nevil.example.org ${KEY}`] },
    { host: "ghes.example.org x", keys: [KEY] },
    { host: "#", keys: [KEY] },
  ])("are refused when the server publishes %j", (serverKeys) => {
    expect(caught(() => knownHostsFor(null, serverKeys))).toMatchObject({ code: "forge-unreadable" });
  });
});
