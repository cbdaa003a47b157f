import { describe, expect, test } from "vitest";
import { DEFAULT_CONFIG, type Config } from "../../src/config/config.ts";
import { findWithdrawn } from "../../src/plan/withdrawn.ts";
import { discover } from "../../src/registry/discover.ts";
import { files, withRoots } from "../registry/entries.ts";

function candidates(tags: readonly string[], paths: readonly string[], config: Config): readonly string[] {
  return findWithdrawn(
    tags.map((tag) => [tag, { commit: `commit of ${tag}` }]),
    discover(files(...paths), config),
    config,
  ).map(({ path }) => path);
}

const TWO_ROOTS = withRoots("flows", { path: "lab", tag: "lab-{flow}-v{version}" });

describe("findWithdrawn", () => {
  test("asks for both extensions below the root whose template made the tag", () => {
    expect(candidates(["team/chat-v1.0.0"], [], withRoots("flows"))).toEqual(["flows/team/chat/1.0.0.yml", "flows/team/chat/1.0.0.yaml"]);
    expect(candidates(["chat-v1.0.0"], [], withRoots({ path: "", tag: DEFAULT_CONFIG.tag }))).toEqual([
      "chat/1.0.0.yml",
      "chat/1.0.0.yaml",
    ]);
  });

  test("asks every root whose template fits", () => {
    expect(candidates(["lab-chat-v1.0.0"], [], TWO_ROOTS)).toEqual([
      "flows/lab-chat/1.0.0.yml",
      "flows/lab-chat/1.0.0.yaml",
      "lab/chat/1.0.0.yml",
      "lab/chat/1.0.0.yaml",
    ]);
  });

  test.each(["nightly", "v1.0.0", "chat-1.0.0", "chat-v1.0", "chat-v01.0.0", "a b-v1.0.0"])("the tag %s is no version's", (tag) => {
    expect(candidates([tag], ["flows/chat/2.0.0.yml"], withRoots("flows"))).toEqual([]);
  });

  test("a version that has its file is not withdrawn, blocked or not", () => {
    expect(
      candidates(
        ["chat-v1.0.0", "chat-v1.1.0"],
        ["flows/chat/1.0.0.yml", "flows/chat/1.1.0.yml", "flows/chat/1.1.0.yaml"],
        withRoots("flows"),
      ),
    ).toEqual([]);
  });

  test("without roots a flow is looked for in the folders where its other versions are", () => {
    expect(candidates(["chat-v1.0.0", "gone-v1.0.0"], ["x/chat/1.1.0.yml"], DEFAULT_CONFIG)).toEqual([
      "x/chat/1.0.0.yml",
      "x/chat/1.0.0.yaml",
    ]);
    expect(candidates(["chat-v1.0.0"], ["x/chat/1.1.0.yml", "y/chat/1.2.0.yml"], DEFAULT_CONFIG)).toEqual([
      "x/chat/1.0.0.yml",
      "x/chat/1.0.0.yaml",
      "y/chat/1.0.0.yml",
      "y/chat/1.0.0.yaml",
    ]);
  });

  test("gives the reading, its kind and the tag's commit", () => {
    expect(findWithdrawn([["chat-v1.0.0-rc.1", { commit: "c" }]], discover([], withRoots("flows")), withRoots("flows"))[0]).toEqual({
      flow: "chat",
      version: "1.0.0-rc.1",
      kind: "prerelease",
      path: "flows/chat/1.0.0-rc.1.yml",
      tag: "chat-v1.0.0-rc.1",
      commit: "c",
    });
  });
});
