import { expect, test } from "vitest";
import { readRegistryUrl, withoutCredentials, type RegistryUrl } from "../../../src/git/remote/registry-url.ts";
import { caught } from "../../caught.ts";

const PLAIN = { origin: null, user: null, login: null };

test.each<readonly [string, Partial<RegistryUrl>]>([
  ["/srv/flows.git", { ...PLAIN, kind: "file", url: "/srv/flows.git" }],
  ["/srv/a b:c/größe", { kind: "file" }],
  ["file:///srv/flows.git", { ...PLAIN, kind: "file" }],
  ["git@github.com:o/r.git", { ...PLAIN, kind: "ssh", url: "git@github.com:o/r.git" }],
  ["work:o/r", { kind: "ssh" }],
  ["host.example.com:~me/flows", { kind: "ssh" }],
  ["ssh://git@host.example.com:2222/o/r", { ...PLAIN, kind: "ssh" }],
  ["git://host.example.com/o/r", { ...PLAIN, kind: "git" }],
  ["https://github.com/o/r", { ...PLAIN, kind: "http", url: "https://github.com/o/r", origin: "https://github.com" }],
  ["http://127.0.0.1:8080/o/r", { kind: "http", origin: "http://127.0.0.1:8080" }],
  ["https://me@host.example.com/o/r", { url: "https://host.example.com/o/r", user: "me", login: null }],
  [
    "https://me:p%40ss@host.example.com/o/r",
    { url: "https://host.example.com/o/r", user: null, login: { user: "me", password: "p@ss" }, origin: "https://host.example.com" },
  ],
])("%s is an address", (text, expected) => {
  expect(readRegistryUrl(text)).toMatchObject(expected);
});

test.each([
  "",
  "flows",
  "./flows",
  "../flows",
  "--upload-pack=touch x",
  "-oProxyCommand=touch:x",
  "git@-oProxyCommand=touch:x",
  "host:-x",
  "ssh://-oProxyCommand=touch/x",
  "ssh://git:pw@host.example.com/o/r",
  "ext::sh -c touch% x",
  "fd::17",
  "transport::address",
  "ftp://host.example.com/o/r",
  "HTTPS://host.example.com/o/r",
  "javascript://host/o/r",
  "https://",
  "https://host.example.com/o r",
  "https://good.example.com\\@evil.example.com/o/r",
  "https://a%0ahost=evil:b@host.example.com/o/r",
  "https://a%zz:b@host.example.com/o/r",
  "https://host.example.com/o/r\nx",
  "/srv/flows\0",
])("%j is none", (text) => {
  expect(caught(() => readRegistryUrl(text))).toMatchObject({ code: "registry-source-invalid" });
});

test("an address that is refused is shown without its password", () => {
  expect(String(caught(() => readRegistryUrl("ftp://me:secret@host.example.com/o/r")))).not.toContain("secret");
  expect(withoutCredentials("at 'https://a:b@x.invalid/o' and ssh://git@y.invalid/o, mail@z.invalid")).toBe(
    "at 'https://x.invalid/o' and ssh://y.invalid/o, mail@z.invalid",
  );
  expect(withoutCredentials("https://me:p@ss@x.invalid/o@2")).toBe("https://x.invalid/o@2");
});

test.each(["a", "a:", "://", "@", "://a"])("What a server says may be long: %s", (unit) => {
  const text = unit.repeat(1_000_000);
  // Quadratic time would be hours.
  expect(withoutCredentials(text).length).toBeLessThanOrEqual(text.length);
});
