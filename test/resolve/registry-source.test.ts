import { describe, expect, test } from "vitest";
import { Failure } from "../../src/model/failure.ts";
import { toAddressSource, toEntry, toEntrySource } from "../../src/resolve/registry-source.ts";
import type { RegistryType } from "../../src/resolve/source.ts";
import { caught } from "../caught.ts";

const PLACES = { folder: "/there/project", home: "/home/someone", serverUrl: "https://github.com" };

interface Row {
  readonly source: string;
  readonly type?: RegistryType;
  readonly serverUrl?: string;
  /** Type, source as it is kept, and what git is given. */
  readonly means: readonly [RegistryType, string, string];
}

const ROWS: readonly Row[] = [
  { source: "./my-flows", means: ["path", "/there/project/my-flows", "/there/project/my-flows"] },
  { source: "../x/", means: ["path", "/there/x", "/there/x"] },
  { source: ".", means: ["path", "/there/project", "/there/project"] },
  { source: "/srv/flows", means: ["path", "/srv/flows", "/srv/flows"] },
  { source: "~/flows", means: ["path", "/home/someone/flows", "/home/someone/flows"] },
  { source: "~", means: ["path", "/home/someone", "/home/someone"] },
  { source: "flows", type: "path", means: ["path", "/there/project/flows", "/there/project/flows"] },
  { source: "acme/flows", type: "path", means: ["path", "/there/project/acme/flows", "/there/project/acme/flows"] },
  { source: "./bare.git", type: "git", means: ["git", "/there/project/bare.git", "/there/project/bare.git"] },
  { source: "acme/flows", means: ["github", "acme/flows", "https://github.com/acme/flows"] },
  { source: "acme/flows.git", means: ["github", "acme/flows", "https://github.com/acme/flows"] },
  { source: "acme/flows", type: "git", means: ["git", "https://github.com/acme/flows", "https://github.com/acme/flows"] },
  { source: "https://github.com/acme/flows.git", means: ["github", "acme/flows", "https://github.com/acme/flows"] },
  { source: "https://github.com/acme/flows/", means: ["github", "acme/flows", "https://github.com/acme/flows"] },
  {
    source: "https://github.com/acme/flows",
    type: "git",
    means: ["git", "https://github.com/acme/flows", "https://github.com/acme/flows"],
  },
  { source: "https://lab.example/a/b/c.git", means: ["git", "https://lab.example/a/b/c.git", "https://lab.example/a/b/c.git"] },
  { source: "lab.example/a/b", means: ["git", "https://lab.example/a/b", "https://lab.example/a/b"] },
  { source: "localhost:8080/a/b", means: ["git", "http://localhost:8080/a/b", "http://localhost:8080/a/b"] },
  { source: "git@github.com:acme/flows.git", means: ["git", "git@github.com:acme/flows.git", "git@github.com:acme/flows.git"] },
  { source: "ssh://git@host:22/a/b", means: ["git", "ssh://git@host:22/a/b", "ssh://git@host:22/a/b"] },
  { source: "file:///srv/flows.git", means: ["git", "file:///srv/flows.git", "file:///srv/flows.git"] },
  {
    source: "https://ghe.example/acme/flows",
    type: "github",
    means: ["github", "https://ghe.example/acme/flows", "https://ghe.example/acme/flows"],
  },
  {
    source: "https://ghe.example/acme/flows",
    serverUrl: "https://ghe.example/",
    means: ["github", "acme/flows", "https://ghe.example/acme/flows"],
  },
];

describe("a source", () => {
  test.each(ROWS)("$source $type means $means", ({ source, type = null, serverUrl = PLACES.serverUrl, means }) => {
    const entry = toEntry({ name: "team", source, type, root: "flows" }, { ...PLACES, serverUrl });
    const place = toEntrySource(entry, serverUrl);
    expect([entry.type, entry.source, place.url]).toEqual(means);
    expect(place).toMatchObject({ name: "team", type: entry.type, root: "flows" });
  });

  test.each(ROWS)(
    "$source $type means the same when what was kept is read again",
    ({ source, type = null, serverUrl = PLACES.serverUrl }) => {
      const places = { ...PLACES, serverUrl };
      const entry = toEntry({ name: "team", source, type, root: null }, places);
      expect(toEntry(entry, { ...places, folder: "/elsewhere" })).toEqual(entry);
    },
  );

  test.each<[string, RegistryType | null]>([
    ["", null],
    ["  ", null],
    ["flows", null],
    ["-u", null],
    ["--upload-pack=x", null],
    ["acme/..", null],
    ["ext::sh -c x", null],
    ["ext://x/y", null],
    ["https://h/a/b?token=x", null],
    ["https://h/a/b#x", null],
    ["https://", null],
    ["https://host", null],
    ["./a\nb", null],
    ["~root/flows", null],
    ["./x", "github"],
    ["git@github.com:acme/flows", "github"],
    ["https://h/a/b/c", "github"],
    ["ssh://git@h/a/b", "github"],
    ["https://h/a/b", "path"],
    [`https://h/a${"/".repeat(100_000)}b`, null],
  ])("%j as %s is refused", (source, type) => {
    const error = caught(() => toEntry({ name: "team", source, type, root: null }, PLACES));
    expect(error).toBeInstanceOf(Failure);
    expect(error).toMatchObject({ code: "registry-source-invalid" });
  });

  test.each([
    "https://user:hunter22@host/a/b",
    "https://hunter22@host/a/b",
    "ssh://git:hunter22@host/a/b",
    "user:hunter22@host:a/b",
    "https://[hunter22@host/a/b",
    "https://user:hunter22@host/a/b\n",
  ])("with credentials is refused, and they are not repeated: %s", (source) => {
    const error = caught(() => toEntry({ name: "team", source, type: null, root: null }, PLACES));
    expect(error).toMatchObject({ code: "registry-source-invalid" });
    expect(JSON.stringify(error instanceof Failure ? error.problems : null)).not.toContain("hunter22");
  });
});

test.each([
  [null, "acme/flows", "https://github.com", ["github", "https://github.com/acme/flows"]],
  ["github.com", "acme/flows", "https://github.com", ["github", "https://github.com/acme/flows"]],
  ["lab.example", "group/sub/flows", "https://github.com", ["git", "https://lab.example/group/sub/flows"]],
  ["127.0.0.1:8080", "acme/flows", "https://github.com", ["git", "http://127.0.0.1:8080/acme/flows"]],
  ["127.0.0.1:8080", "acme/flows", "http://127.0.0.1:8080", ["github", "http://127.0.0.1:8080/acme/flows"]],
  ["[::1]:1", "acme/flows", "https://github.com", ["git", "http://[::1]:1/acme/flows"]],
] as const)("the address %s/%s on %s leads to %j", (host, path, serverUrl, [type, url]) => {
  expect(toAddressSource({ kind: "address", host, path }, serverUrl)).toMatchObject({ name: null, type, url, root: null });
});

test("a registry has one folder of the cache, whichever way it is named", () => {
  const entry = toEntry({ name: "team", source: "https://github.com/acme/flows.git", type: null, root: null }, PLACES);
  const address = toAddressSource({ kind: "address", host: null, path: "acme/flows" }, PLACES.serverUrl);
  expect(toEntrySource(entry, PLACES.serverUrl).id).toBe(address.id);
});
