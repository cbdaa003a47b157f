import { describe, expect, test } from "vitest";
import { findSource } from "../../../src/run/consume/find-source.ts";

const CONTEXT = {
  serverUrl: "https://github.com",
  registries: {
    default: "team",
    entries: new Map([
      ["team", { name: "team", type: "github", source: "acme/flows", root: "flows/" }],
      ["local", { name: "local", type: "path", source: "/srv/flows", root: null }],
    ] as const),
    requestVersion: "latest",
  },
};

describe("findSource", () => {
  test.each([
    [{ kind: "default" }, null, { name: "team", type: "github", url: "https://github.com/acme/flows", root: "flows" }],
    [{ kind: "name", name: "team" }, "./other/", { name: "team", root: "other" }],
    [{ kind: "name", name: "local" }, ".", { name: "local", type: "path", url: "/srv/flows", root: "" }],
    [
      { kind: "address", host: null, path: "acme/more" },
      null,
      { name: null, type: "github", url: "https://github.com/acme/more", root: null },
    ],
    [
      { kind: "address", host: "git.acme.example", path: "a/b/c" },
      null,
      { name: null, type: "git", url: "https://git.acme.example/a/b/c" },
    ],
    [{ kind: "address", host: "127.0.0.1:8080", path: "a/b" }, null, { name: null, type: "git", url: "http://127.0.0.1:8080/a/b" }],
  ] as const)("%j with the root %j is %j", (name, root, source) => {
    expect(findSource(CONTEXT, name, root)).toMatchObject(source);
  });

  test("what is not there is said, with what is", () => {
    expect(() => findSource(CONTEXT, { kind: "name", name: "taem" }, null)).toThrow(/team, local/);
    const without = { ...CONTEXT, registries: { ...CONTEXT.registries, default: null } };
    expect(() => findSource(without, { kind: "default" }, null)).toThrow(expect.objectContaining({ code: "registry-unknown" }));
  });
});
