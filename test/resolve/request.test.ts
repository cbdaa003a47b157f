import { describe, expect, test } from "vitest";
import { parseReference } from "../../src/resolve/parse-reference.ts";
import { renderReference } from "../../src/resolve/render-reference.ts";
import { fromFields, fromWire, parseRequest, refuseCommit, renderRequest, toFields, toWire } from "../../src/resolve/request.ts";
import { caught } from "../caught.ts";
import { plain, readTable } from "./tables.ts";

const ROWS = readTable("docs/references.md", "| Reference | Short form | `flow_config_id` | `flow_version` |").map((cells) =>
  cells.map(plain),
);

describe("the fields of a request", () => {
  test.each(ROWS)("%s is %s, with the flow %s and the version %s", (reference = "", short = "", flow = "", version = "") => {
    const fields = toFields(flow, version === "none" ? null : version, "v1");
    expect(parseRequest(short, "v1")).toEqual(fields);
    expect(parseRequest(reference, "v1")).toEqual(fields);
    expect(renderRequest(fields)).toBe(short);
    expect(renderReference(fromFields(fields, "latest"))).toBe(version === "none" ? `${flow}#latest` : reference);
    expect(parseReference(short, () => false)).toEqual(parseReference(reference, () => false));
  });

  test("have the names that a flow service has for them, and survive them", () => {
    const fields = parseRequest("chat/agent@==1.2.0", "v1");
    expect(toWire(fields)).toEqual({ flow_config_id: "chat/agent", flow_config_schema_version: "v1", flow_version: "1.2.0" });
    expect(fromWire(toWire(fields))).toEqual(fields);
  });

  test("with the version latest are written so that they are read again", () => {
    const fields = toFields("qa-bot", "latest", null);
    expect(parseRequest(renderRequest(fields), null)).toEqual(fields);
  });
});

describe("a request without a version means", () => {
  test.each([
    ["1.0.0", { kind: "version", version: "1.0.0" }],
    ["^1.0", { kind: "range", text: "^1.0" }],
    ["latest", { kind: "range", text: "latest" }],
  ])("the given one: %s", (defaultVersion, ref) => {
    expect(fromFields(toFields("qa-bot", null, null), defaultVersion)).toMatchObject({
      flow: "qa-bot",
      registry: { kind: "default" },
      ref,
    });
    expect(fromFields(toFields("qa-bot", "2.0.0", null), defaultVersion).ref).toEqual({ kind: "version", version: "2.0.0" });
  });
});

test.each([
  ["a branch", () => fromFields(toFields("qa-bot", "main", null), "latest"), "reference-invalid"],
  ["a commit", () => fromFields(toFields("qa-bot", "abc1234", null), "latest"), "reference-invalid"],
  ["a default that is none", () => fromFields(toFields("qa-bot", null, null), "main"), "reference-invalid"],
  ["an empty version", () => fromFields(toFields("qa-bot", "", null), "latest"), "reference-invalid"],
  ["a version to leave out", () => fromFields(toFields("qa-bot", "!=1", null), "latest"), "range-unsupported"],
  ["an empty flow", () => fromFields(toFields("", "1.0.0", null), "latest"), "reference-invalid"],
  ["a flow elsewhere", () => fromFields(toFields("../x", "1.0.0", null), "latest"), "reference-invalid"],
  ["another registry", () => parseRequest("qa-bot@team#1.0.0", null), "reference-invalid"],
  ["a file", () => parseRequest("./x.yml", null), "reference-invalid"],
  ["a branch in short", () => parseRequest("qa-bot#main", null), "reference-invalid"],
])("%s cannot be asked for", (_, run, code) => {
  expect(caught(run)).toMatchObject({ code });
});

test.each([
  ["a#main", "1.0.0", null, "reference-invalid"],
  ["a#stable", "1.0.0", "stable", "reference-invalid"],
  ["a#abc1234", "1.0.0", null, "reference-invalid"],
  ["a#refs/tags/a-v1.0.0", "1.0.0", "a-v1.0.0", "asked for"],
  ["a#^1", "1.0.0", "a-v1.0.0", "asked for"],
  ["a", "1.0.0", null, "asked for"],
] as const)("what %s led to, %s by the tag %s, is %s", (reference, version, tag, expected) => {
  const registry = { name: null, type: "git", url: "x" } as const;
  const ask = (): string => {
    refuseCommit({ reference, flow: "a", version, tag, registry });
    return "asked for";
  };
  expect(expected === "asked for" ? ask() : caught(ask)).toEqual(
    expected === "asked for" ? expected : expect.objectContaining({ code: expected }),
  );
});
