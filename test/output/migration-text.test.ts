import { expect, test } from "vitest";
import { renderMigration } from "../../src/output/migration-text.ts";

const REPORT = {
  moves: [{ flow: "a", from: "flows/a.yml", to: "flows/a/1.0.0.yml" }],
  left: [{ path: "flows/b.yml", why: "its flow has versions already: 1.0.0" }],
  references: [{ path: "README.md", line: 3, text: "see a.yml \u001b[31m" }],
};

test("a migration says what moved, what stays, who names the files, and what to do next", () => {
  expect(renderMigration(REPORT, false, { colour: false })).toMatchInlineSnapshot(`
    "1 file moved; the renames are staged
      flows/a.yml → flows/a/1.0.0.yml
    1 file stays
      flows/b.yml: its flow has versions already: 1.0.0
    Lines that name a moved file
      README.md:3: see a.yml \\x1b[31m
    What consumers have to change
      Whoever reads a file by its path reads the new path; the old one exists in older commits only.
      Whoever names a flow without a version names one from now on, or gets the newest stable one.

    Commit the renames by themselves, so that git follows the history of each file:
      git commit -m 'Give every flow a folder of versions'
    "
  `);
});

test("a dry run promises nothing that was not done", () => {
  const text = renderMigration(REPORT, true, { colour: false });
  expect(text).toContain("1 file would be moved");
  expect(text).not.toContain("git commit");
});

test("nothing to migrate is said with the way to name the folder", () => {
  expect(renderMigration({ moves: [], left: [], references: [] }, false, { colour: false })).toContain("--root");
});
