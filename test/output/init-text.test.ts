import { expect, test } from "vitest";
import { renderInit } from "../../src/output/init-text.ts";

test("init says what it found and wrote, and what is left to do", () => {
  const text = renderInit(
    {
      choice: { roots: [{ path: "", tag: "{flow}-v{version}" }], check: true },
      action: { action: "flow-tagbot/flow-tagbot@v1", tag: null },
      results: [
        { path: "a.yml", kind: "written" },
        { path: "b.yml", kind: "same" },
        { path: "c.yml", kind: "kept" },
      ],
    },
    { colour: false },
  );
  expect(text).toMatchInlineSnapshot(`
    "root ., tags {flow}-v{version}
    a.yml: written
    b.yml: as it should be already
    c.yml: is there with another text and was kept; --force replaces it
    The action is named by a tag (flow-tagbot/flow-tagbot@v1), because its release could not be looked up: replace the tag by a full commit SHA.
    Next: look at the files, commit them, and run flow-tagbot plan.
    "
  `);
});

test("init says that nothing was found, and asks for no pin that is there", () => {
  const text = renderInit(
    { choice: { roots: [], check: false }, action: { action: "x@abc", tag: "v1.0.0" }, results: [] },
    { colour: false },
  );
  expect(text).toContain("No version file");
  expect(text).not.toContain("full commit SHA");
});
