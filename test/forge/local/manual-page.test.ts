import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { createManualPage } from "../../../src/forge/local/manual-page.ts";
import { textWith } from "../../git/text-with.ts";
import { temporaryFolder } from "../../git/open-git.ts";
import { issueBody, SIGNS } from "../contract.ts";

test("the page is a Markdown file with its title, moved aside when all is done, and nothing else is left", async () => {
  const folder = join(temporaryFolder(), "flow-tagbot");
  const pages = createManualPage(folder);
  const { number, url } = await pages.create(SIGNS, "Steps to\ntake", issueBody("one"));
  expect(url).toBe(pathToFileURL(join(folder, "manual-steps.md")).href);
  expect(readFileSync(join(folder, "manual-steps.md"), "utf8")).toBe(`<!-- flow-tagbot: page -->\n# Steps to take\n\n${issueBody("one")}`);
  const closed = await pages.edit(number, { body: issueBody("two"), state: "closed" });
  expect(closed.url).toBe(pathToFileURL(join(folder, "manual-steps.closed.md")).href);
  expect(readdirSync(folder)).toEqual(["manual-steps.closed.md"]);
  expect(readFileSync(join(folder, "manual-steps.closed.md"), "utf8")).toBe(
    `<!-- flow-tagbot: page -->\n# Steps to take\n\n${issueBody("two")}`,
  );
  await pages.edit(number, { body: issueBody("three"), state: "open" });
  expect(readdirSync(folder)).toEqual(["manual-steps.md"]);
});

test("somebody else's file is neither found nor written over", async () => {
  const folder = temporaryFolder();
  const path = join(folder, "manual-steps.md");
  writeFileSync(path, "my own notes\n");
  const pages = createManualPage(folder);
  expect(await pages.find(SIGNS)).toBeNull();
  await expect(pages.create(SIGNS, "x", issueBody("x"))).rejects.toMatchObject({ code: "issue-not-written", message: textWith(path) });
  expect([readFileSync(path, "utf8"), readdirSync(folder)]).toEqual(["my own notes\n", ["manual-steps.md"]]);
  writeFileSync(join(folder, "manual-steps.closed.md"), `<!-- flow-tagbot: page -->\n# x\n\n${issueBody("done")}`);
  await expect(pages.edit(1, { body: issueBody("again"), state: "open" })).rejects.toMatchObject({ code: "issue-not-written" });
  expect(await pages.edit(1, { body: issueBody("again"), state: "closed" })).toMatchObject({ state: "closed", body: issueBody("again") });
  expect(readFileSync(path, "utf8")).toBe("my own notes\n");
});

test("a page that a crash left in both places is open", async () => {
  const folder = temporaryFolder();
  const pages = createManualPage(folder);
  await pages.create(SIGNS, "x", issueBody("open"));
  writeFileSync(join(folder, "manual-steps.closed.md"), `<!-- flow-tagbot: page -->\n# x\n\n${issueBody("closed")}`);
  expect(await pages.find(SIGNS)).toMatchObject({ state: "open", body: issueBody("open") });
  await pages.edit(1, { body: issueBody("done"), state: "closed" });
  expect(existsSync(join(folder, "manual-steps.md"))).toBe(false);
  expect(await pages.find(SIGNS)).toMatchObject({ state: "closed", body: issueBody("done") });
});

test("a page that is gone cannot be changed, and one that cannot be read is not missing", async () => {
  const folder = temporaryFolder();
  const pages = createManualPage(folder);
  await expect(pages.edit(1, { body: "x", state: "open" })).rejects.toMatchObject({ code: "issue-not-written" });
  mkdirSync(join(folder, "manual-steps.md"));
  await expect(pages.find(SIGNS)).rejects.toThrow();
});
