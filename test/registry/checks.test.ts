import { describe, expect, test } from "vitest";
import { checkCandidates } from "../../src/registry/checks.ts";
import { findFiles } from "../../src/registry/find-files.ts";
import type { TreeEntry } from "../../src/model/tree-entry.ts";
import { files, link, NO_ROOTS, submodule, withRoots } from "./entries.ts";

type Checks = Record<string, readonly [tag: string | null, code: string | null]>;

function check(entries: readonly TreeEntry[], config: typeof NO_ROOTS): Checks {
  return Object.fromEntries(
    checkCandidates(findFiles(entries, config).candidates).map(({ candidate, tag, block }) => [
      candidate.entry.path,
      [tag, block?.code ?? null],
    ]),
  );
}

/** What a block tells, with its fix. */
function told(entries: readonly TreeEntry[], config: typeof NO_ROOTS): string {
  return checkCandidates(findFiles(entries, config).candidates)
    .flatMap(({ block }) => (block === null ? [] : [block.message, block.fix]))
    .join("\n");
}

const UNSAFE = [
  "my flow",
  "a..b",
  "-rf",
  "a@{0}",
  "a\u0007b",
  "tab\there",
  "größe",
  "フロー",
  "$(touch pwned)",
  "`id`",
  "a'b",
  'a"b',
  "a;b",
  "a&b",
  "a|b",
  "a#b",
  "a%20b",
  "a~1",
  "a^",
  "a:b",
  "a?",
  "a*",
  "a[b]",
  "a\\b",
  "a.lock",
  ".hidden",
  "end.",
  "team/.x",
  "a+b",
];

test.each(UNSAFE)("the flow name %j is refused, and nothing else is", (flow) => {
  const paths = [`flows/${flow}/1.0.0.yml`, "flows/good/1.0.0.yml"] as const;
  expect(check(files(...paths), withRoots("flows"))).toEqual({ [paths[0]]: [null, "flow-name-unsafe"], [paths[1]]: ["good-v1.0.0", null] });
});

test.each(["code_review", "code-review", "a.b", "team/-x", "A1", "1", "team/review", "x".repeat(100)])(
  "the flow name %j is taken",
  (flow) => {
    expect(check(files(`flows/${flow}/1.0.0+b.1.yml`), withRoots("flows"))).toEqual({
      [`flows/${flow}/1.0.0+b.1.yml`]: [`${flow}-v1.0.0+b.1`, null],
    });
  },
);

describe("one version by itself", () => {
  test("a version file directly in a root, and one at the top, has no flow", () => {
    expect(check(files("flows/1.0.0.yml"), withRoots("flows"))).toEqual({ "flows/1.0.0.yml": [null, "flow-name-missing"] });
    expect(check(files("1.0.0.yml"), NO_ROOTS)).toEqual({ "1.0.0.yml": [null, "flow-name-missing"] });
  });

  test("links and submodules keep their tag name and are blocked", () => {
    expect(check([link("chat/1.0.0.yml"), submodule("chat/1.1.0.yml"), ...files("chat/1.2.0.yml")], NO_ROOTS)).toEqual({
      "chat/1.0.0.yml": ["chat-v1.0.0", "version-link"],
      "chat/1.1.0.yml": ["chat-v1.1.0", "version-not-a-file"],
      "chat/1.2.0.yml": ["chat-v1.2.0", null],
    });
  });

  test("a control character in a folder above the flow is refused: the path stands in tag messages", () => {
    expect(check(files("a\nFlow-Digest: x/chat/1.0.0.yml"), NO_ROOTS)).toEqual({
      "a\nFlow-Digest: x/chat/1.0.0.yml": [null, "flow-name-unsafe"],
    });
  });

  test("a tag name that is too long is refused for this version only", () => {
    const flow = "x".repeat(195);
    expect(check(files(`${flow}/1.0.0.yml`, `${flow}/1.yml`, "chat/1.0.0.yml"), NO_ROOTS)).toEqual({
      [`${flow}/1.0.0.yml`]: [null, "tag-name-invalid"],
      "chat/1.0.0.yml": ["chat-v1.0.0", null],
    });
  });

  test("a version that makes its tag end in .lock is refused", () => {
    expect(check(files("chat/1.0.0-x.lock.yml"), NO_ROOTS)).toEqual({ "chat/1.0.0-x.lock.yml": [null, "tag-name-invalid"] });
  });
});

describe("versions against each other", () => {
  test(".yml and .yaml twins block only that version", () => {
    expect(check(files("chat/1.0.0.yaml", "chat/1.0.0.yml", "chat/1.1.0.yml"), NO_ROOTS)).toEqual({
      "chat/1.0.0.yaml": ["chat-v1.0.0", "version-twins"],
      "chat/1.0.0.yml": ["chat-v1.0.0", "version-twins"],
      "chat/1.1.0.yml": ["chat-v1.1.0", null],
    });
  });

  test("versions that differ in build metadata are no twins", () => {
    expect(check(files("chat/1.0.0+a.yml", "chat/1.0.0+b.yaml"), NO_ROOTS)).toEqual({
      "chat/1.0.0+a.yml": ["chat-v1.0.0+a", null],
      "chat/1.0.0+b.yaml": ["chat-v1.0.0+b", null],
    });
  });

  test("a link beside a file of the same version blocks both, each by its first finding", () => {
    expect(check([link("chat/1.0.0.yaml"), ...files("chat/1.0.0.yml")], NO_ROOTS)).toEqual({
      "chat/1.0.0.yaml": ["chat-v1.0.0", "version-link"],
      "chat/1.0.0.yml": ["chat-v1.0.0", "version-twins"],
    });
  });

  test("flows that differ only in case are blocked, whatever their versions", () => {
    expect(check(files("flows/Chat/1.0.0.yml", "flows/chat/2.0.0.yml", "flows/triage/1.0.0.yml"), withRoots("flows"))).toEqual({
      "flows/Chat/1.0.0.yml": ["Chat-v1.0.0", "flow-name-case"],
      "flows/chat/2.0.0.yml": ["chat-v2.0.0", "flow-name-case"],
      "flows/triage/1.0.0.yml": ["triage-v1.0.0", null],
    });
  });

  test("versions that differ only in case are blocked", () => {
    expect(check(files("chat/1.0.0-rc.1.yml", "chat/1.0.0-RC.1.yml", "chat/1.0.0.yml"), NO_ROOTS)).toMatchObject({
      "chat/1.0.0-rc.1.yml": ["chat-v1.0.0-rc.1", "tag-clash"],
      "chat/1.0.0-RC.1.yml": ["chat-v1.0.0-RC.1", "tag-clash"],
      "chat/1.0.0.yml": ["chat-v1.0.0", null],
    });
  });

  test("two roots that render one tag block that version alone, and both files are named", () => {
    const entries = files("stable/chat/1.0.0.yml", "stable/chat/1.1.0.yml", "lab/chat/1.0.0.yml", "lab/chat/1.2.0.yml");
    expect(check(entries, withRoots("stable", "lab"))).toEqual({
      "stable/chat/1.0.0.yml": ["chat-v1.0.0", "tag-clash"],
      "lab/chat/1.0.0.yml": ["chat-v1.0.0", "tag-clash"],
      "stable/chat/1.1.0.yml": ["chat-v1.1.0", null],
      "lab/chat/1.2.0.yml": ["chat-v1.2.0", null],
    });
    const message = told(entries, withRoots("stable", "lab"));
    for (const path of ["stable/chat/1.0.0.yml", "lab/chat/1.0.0.yml"]) expect(message).toContain(path);
  });

  test("a template of its own for one root ends the clash", () => {
    const entries = files("stable/chat/1.0.0.yml", "lab/chat/1.0.0.yml");
    expect(check(entries, withRoots("stable", { path: "lab", tag: "lab-{flow}-v{version}" }))).toEqual({
      "stable/chat/1.0.0.yml": ["chat-v1.0.0", null],
      "lab/chat/1.0.0.yml": ["lab-chat-v1.0.0", null],
    });
  });

  test("without roots, two folders of one name clash in the versions that both have", () => {
    expect(check(files("a/chat/1.0.0.yml", "b/chat/1.0.0.yml", "b/chat/1.1.0.yml"), NO_ROOTS)).toEqual({
      "a/chat/1.0.0.yml": ["chat-v1.0.0", "tag-clash"],
      "b/chat/1.0.0.yml": ["chat-v1.0.0", "tag-clash"],
      "b/chat/1.1.0.yml": ["chat-v1.1.0", null],
    });
  });

  test("tags of a flow and of a flow inside it do not nest with the default template", () => {
    expect(check(files("flows/a/1.0.0.yml", "flows/a/b/1.0.0.yml"), withRoots("flows"))).toEqual({
      "flows/a/1.0.0.yml": ["a-v1.0.0", null],
      "flows/a/b/1.0.0.yml": ["a/b-v1.0.0", null],
    });
  });

  test("of two tags that exclude each other the inner one is blocked, however deep it lies", () => {
    const config = withRoots({ path: "flows", tag: "{flow}/{version}" });
    expect(
      check(files("flows/a/1.0.0.yml", "flows/a/1.0.0/2.0.0.yml", "flows/a/1.0.0/x/y/3.0.0.yml", "flows/a/1.1.0/2.0.0.yml"), config),
    ).toEqual({
      "flows/a/1.0.0.yml": ["a/1.0.0", null],
      "flows/a/1.0.0/2.0.0.yml": ["a/1.0.0/2.0.0", "tag-nesting"],
      "flows/a/1.0.0/x/y/3.0.0.yml": ["a/1.0.0/x/y/3.0.0", "tag-nesting"],
      "flows/a/1.1.0/2.0.0.yml": ["a/1.1.0/2.0.0", null],
    });
  });
});
