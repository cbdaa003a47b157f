import { describe, expect, test } from "vitest";
import type { RegistryName } from "../../../src/resolve/reference.ts";
import { findLockedSource, lockedAddress } from "../../../src/run/consume/lock-source.ts";
import { createConsumer } from "./offered.ts";

test.each([
  ["https://git.example.org/acme/flows", "https://git.example.org/acme/flows"],
  ["git@git.example.org:acme/flows.git", "git@git.example.org:acme/flows.git"],
  ["/project/app/my-flows", "./my-flows"],
  ["/project/flows", "../flows"],
  ["/project/app", "./"],
  ["/srv/flows", "/srv/flows"],
])("%s is written as %s", (url, address) => {
  expect(lockedAddress({ directory: "/project/app" }, { url })).toBe(address);
});

describe("the registry of an entry", () => {
  const TEXT = `default: team
registries:
  team: { type: git, source: "https://git.example.org/acme/flows" }
  here: { type: path, source: /srv/flows }
`;
  const name = (text: string): RegistryName => ({ kind: "name", name: text });

  test.each<[string, RegistryName, string, object]>([
    ["is the configured one", name("team"), "https://git.example.org/acme/flows", { kind: "found", source: { name: "team" } }],
    ["is the default one", { kind: "default" }, "https://git.example.org/acme/flows", { kind: "found", source: { name: "team" } }],
    [
      "is another one here",
      name("team"),
      "https://evil.example.org/acme/flows",
      { kind: "other", address: "https://git.example.org/acme/flows" },
    ],
    ["is none that the lockfile calls a folder", name("team"), "./flows", { kind: "other" }],
    ["is a folder, wherever it lies", name("here"), "./elsewhere", { kind: "found", source: { url: "/srv/flows" } }],
    [
      "is in the lockfile alone",
      name("gone"),
      "https://git.example.org/x/y",
      { kind: "found", source: { name: null, url: "https://git.example.org/x/y" } },
    ],
    [
      "is an address",
      { kind: "address", host: "git.example.org", path: "x/y" },
      "https://git.example.org/x/y",
      { kind: "found", source: { name: null } },
    ],
  ])("%s", async (_, registry, locked, expected) => {
    expect(findLockedSource(await createConsumer(TEXT).open(), registry, locked)).toMatchObject(expected);
  });

  test.each([
    "/srv/flows",
    "./flows",
    "../flows",
    "file:///srv/flows",
    "ext::sh -c id",
    "--upload-pack=id",
    "https://me:secret@git.example.org/x/y",
  ])("is not taken from a lockfile that says %s", async (locked) => {
    const context = await createConsumer(TEXT).open();
    let code: unknown = null;
    try {
      findLockedSource(context, name("gone"), locked);
    } catch (error) {
      code = error;
    }
    expect(["registry-unknown", "registry-source-invalid"]).toContain(code instanceof Error && "code" in code ? code.code : code);
  });
});
