import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { renderLatestCommand, renderReleaseCommand, renderTagCommands, type ReleaseSite } from "../../src/manual/commands.ts";
import { createClone } from "./clone.ts";
import { createRelease, createTag, version } from "./sample-plan.ts";

const site: ReleaseSite = { host: "github.com", repository: "octo/flows", notesCommand: ["flow-tagbot", "notes"] };

test.each([
  "code_review 1.0.0\n\nFlow-Path: flows/code_review/1.0.0.yml\n",
  "#1: it's 100% \\n \u001b[1m`x`\n\n\n# kept\n  indented \n",
  "漢字\n",
])("The pasted tag commands make and push exactly the tag of the action: %j", (message) => {
  const { paste, publish } = createClone();
  publish("git commit -q --allow-empty -m one");
  const target = paste(["git rev-parse HEAD~1"]).trim();
  const action = { ...createTag(version({ target })), message };

  paste(renderTagCommands(action, "origin"));

  const tag = paste([`git -C ../remote.git cat-file tag refs/tags/${action.tag}`]);
  const seconds = Date.parse(action.date) / 1000;
  expect(tag).toBe(`object ${target}\ntype commit\ntag ${action.tag}\ntagger A <a@example.org> ${seconds} +0000\n\n${message}`);
});

test("Without a remote the tag is made and not pushed", () => {
  expect(renderTagCommands(createTag(version({})), null)).toHaveLength(1);
});

test("The pasted release command gives gh the notes and the exact arguments", () => {
  const { folder, paste } = createClone();
  const program = (name: string, text: string): void => {
    writeFileSync(join(folder, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(folder, name), 0o755);
  };
  program("gh", `printf '%s\\0' "$@" > args; cat > body`);
  program("flow-tagbot", `printf 'notes of %s' "$*"`);
  const action = { ...createRelease(version({ flow: "chat/agent" })), title: "It's $HOME", prerelease: true, draft: true };

  paste([renderReleaseCommand(action, site)], `${folder}:${process.env["PATH"] ?? ""}`);

  expect(readFileSync(join(folder, "args"), "utf8").split("\0").slice(0, -1)).toEqual([
    ...["release", "create", "chat/agent-v1.0.0", "--verify-tag", "--title", "It's $HOME", "--notes-file", "-"],
    ...["--latest=false", "--prerelease", "--draft", "-R", "octo/flows"],
  ]);
  expect(readFileSync(join(folder, "body"), "utf8")).toBe("notes of notes chat/agent@1.0.0");
});

test("A stable release that is the latest, on another server, says so", () => {
  const command = renderReleaseCommand({ ...createRelease(version({})), latest: true }, { ...site, host: "git.example.org" });
  expect(command).toBe(
    "flow-tagbot notes code_review@1.0.0 | gh release create code_review-v1.0.0 --verify-tag --title 'code_review 1.0.0' --notes-file - --latest=true -R git.example.org/octo/flows",
  );
});

test("The latest badge is given with gh as well", () => {
  expect(renderLatestCommand({ type: "mark-latest", flow: "a", version: "1.0.0", tag: "a-v1.0.0" }, site)).toBe(
    "gh release edit a-v1.0.0 --latest -R octo/flows",
  );
});
