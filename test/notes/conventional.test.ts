import { describe, expect, it } from "vitest";
import { createMessageParser } from "../../src/notes/conventional.ts";

const parse = await createMessageParser();

describe("message parser", () => {
  it.each([
    ["feat: add", { type: "feat", scope: null, breaking: false, description: "add" }],
    ["fix(api): mend", { type: "fix", scope: "api", breaking: false, description: "mend" }],
    ["feat(api)!: drop", { type: "feat", scope: "api", breaking: true, description: "drop" }],
    ["feat!: drop", { type: "feat", scope: null, breaking: true, description: "drop" }],
    ["Fix: Mend", { type: "fix", description: "Mend" }],
    ["Update: things: more", { type: "update", description: "things: more" }],
    ["no convention here", { type: null, scope: null, breaking: false, description: "no convention here" }],
    ["https://a.test: not a type", { type: null }],
    ["", { type: null, description: "" }],
  ])("reads the subject %j", (subject, expected) => {
    expect(parse(subject, "")).toMatchObject(expected);
  });

  it.each(["BREAKING CHANGE: gone\n and away", "text\n\nBREAKING-CHANGE: gone\n and away"])("takes the note of %j", (body) => {
    expect(parse("fix: x", body)).toMatchObject({ breaking: true, breakingNote: "gone\n and away" });
  });

  it.each(["(", "a", "a/b#", "closes #1 ", "BREAKING CHANGE: \n", "-"])("comes to an end with a million characters of %j", (piece) => {
    const text = piece.repeat(1_000_000 / piece.length);
    expect(parse(`feat: ${text}`, text)).toMatchObject({ type: "feat" });
  });

  it("ends the note at the next trailer", () => {
    const { breakingNote } = parse("fix: x", "BREAKING CHANGE: gone\nand away\nCo-authored-by: B <b@example.test>\nRefs #1");
    expect(breakingNote).toBe("gone\nand away");
  });

  it("has no note where only the mark says that it breaks", () => {
    expect(parse("feat!: drop it", "because")).toMatchObject({ breaking: true, breakingNote: null, body: "because" });
  });

  it("reads trailers, but none that name people", () => {
    const body = "text\n\nRefs: #12\nCloses #13\nSigned-off-by: A <a@example.test>\nCo-authored-by: B <b@example.test>";
    expect(parse("fix: x", body).footers).toEqual([
      { token: "Refs", value: "#12" },
      { token: "Closes", value: "#13" },
    ]);
  });

  it.each([
    [
      "Merge branch 'x' into 'main'",
      "feat(a): add y\n\nSee merge request o/r!1",
      { title: "feat(a): add y", type: "feat", scope: "a", description: "add y" },
    ],
    ["Merge pull request #4 from o/x", "fix: mend", { type: "fix", description: "mend" }],
    ["Merge pull request #4 from o/x", "Plain title", { type: null, description: "Plain title" }],
    ["Merge branch 'x'", "", { type: null, description: "Merge branch 'x'" }],
  ])("looks for a merge's title below %j", (subject, body, expected) => {
    expect(parse(subject, body)).toMatchObject(expected);
  });
});
