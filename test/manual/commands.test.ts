import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import {
  renderByHand,
  renderEditCommand,
  renderLatestCommand,
  renderReleaseCommand,
  renderTagCommands,
  toGhRepository,
  type ByHand,
  type ReleaseSite,
} from "../../src/manual/commands.ts";
import { INVISIBLE } from "../../src/model/invisible.ts";
import { createClone } from "./clone.ts";
import { createRelease, createTag, version } from "./sample-plan.ts";

const site: ReleaseSite = { host: "github.com", repository: "octo/flows", notesCommand: ["flow-tagbot", "notes"] };
const how: ByHand = { pushTo: "origin", site, sign: false, notes: new Map([["code_review-v1.0.0", "Notes\n"]]) };

test.each([
  "code_review 1.0.0\n\nFlow-Path: flows/code_review/1.0.0.yml\n",
  "#1: it's 100% \\n \u001b[1m`x`\n\n\n# kept\n  indented \n",
  "漢字\n",
])("The pasted tag commands make and push exactly the tag of the action: %j", (message) => {
  const { paste, publish } = createClone();
  publish("git commit -q --allow-empty -m one");
  const target = paste(["git rev-parse HEAD~1"]).trim();
  const action = { ...createTag(version({ target })), message };

  paste(renderTagCommands(action, how));

  const tag = paste([`git -C ../remote.git cat-file tag refs/tags/${action.tag}`]);
  const seconds = Date.parse(action.date) / 1000;
  expect(tag).toBe(`object ${target}\ntype commit\ntag ${action.tag}\ntagger A <a@example.org> ${seconds} +0000\n\n${message}`);
});

test("Where tags are signed, the pasted commands sign with the person's own key", () => {
  const { paste, publish } = createClone();
  publish("git commit -q --allow-empty -m one");
  const action = createTag(version({ target: paste(["git rev-parse HEAD"]).trim() }));
  paste(["ssh-keygen -q -t ed25519 -N '' -f ../key", "git config gpg.format ssh", "git config user.signingKey ../key.pub"]);

  paste(renderTagCommands(action, { ...how, sign: true }));

  const tag = paste([`git -C ../remote.git cat-file tag refs/tags/${action.tag}`]);
  expect(tag).toContain(`\n\n${action.message}-----BEGIN SSH SIGNATURE-----\n`);
});

test("Without a remote the tag is made and not pushed", () => {
  expect(renderTagCommands(createTag(version({})), { pushTo: null, sign: false })).toHaveLength(1);
});

test("What a run would do is done in its order; without gh, tags only", () => {
  const planned = version({});
  const actions = [
    createTag(planned),
    createRelease(planned),
    { type: "mark-latest", flow: "code_review", version: "1.0.0", tag: "code_review-v1.0.0" } as const,
  ];
  const edit = { type: "edit-release", flow: "code_review", version: "1.0.0", tag: "code_review-v1.0.0", why: "yanked" } as const;
  const words = (commands: readonly string[]): readonly string[] =>
    commands.map((command) => /git tag|git push|gh release \w+/.exec(command)?.[0] ?? "");
  expect(words(renderByHand(actions, how))).toEqual(["git tag", "git push", "gh release create", "gh release edit"]);
  expect(words(renderByHand(actions, { ...how, site: null }))).toEqual(["git tag", "git push"]);
  expect(words(renderByHand([edit], { ...how, notes: new Map([[edit.tag, "Notes"]]) }))).toEqual(["gh release edit"]);
  // A text that is not known is never replaced.
  expect(renderByHand([edit], { ...how, notes: new Map() })).toEqual([]);
});

test("The pasted release command gives gh the exact arguments, and notes that are rendered on the spot if they are not given", () => {
  const { folder, run } = createPrograms();
  const action = { ...createRelease(version({ flow: "chat/agent" })), title: "It's $HOME", prerelease: true, draft: true };

  run("bash", renderReleaseCommand(action, site, null));

  expect(readFileSync(join(folder, "args"), "utf8").split("\0").slice(0, -1)).toEqual([
    ...["release", "create", "chat/agent-v1.0.0", "--verify-tag", "--title", "It's $HOME", "--notes-file", "-"],
    ...["--latest=false", "--prerelease", "--draft", "-R", "octo/flows"],
  ]);
  expect(readFileSync(join(folder, "body"), "utf8")).toBe("notes of notes chat/agent@1.0.0");
});

test("Given notes are a here-document that is read as it is", () => {
  expect(
    renderReleaseCommand({ ...createRelease(version({})), latest: true }, { ...site, host: "git.example.org" }, "## $(id)\n\nIt's `x`!\n"),
  ).toBe(
    [
      "gh release create code_review-v1.0.0 --verify-tag --title 'code_review 1.0.0' --notes-file - --latest=true -R git.example.org/octo/flows <<'END_OF_NOTES'",
      "## $(id)",
      "",
      "It's `x`!",
      "END_OF_NOTES",
    ].join("\n"),
  );
});

test("The text of an existing release is given to gh as it is", () => {
  const { folder, run } = createPrograms();
  const edit = { type: "edit-release", flow: "chat/agent", version: "1.0.0", tag: "chat/agent-v1.0.0", why: "yanked" } as const;

  run("bash", renderEditCommand(edit, site, "> [!CAUTION]\n\n$(id)\n"));

  expect(readFileSync(join(folder, "args"), "utf8").split("\0").slice(0, -1)).toEqual([
    ...["release", "edit", "chat/agent-v1.0.0", "--notes-file", "-", "-R", "octo/flows"],
  ]);
  expect(readFileSync(join(folder, "body"), "utf8")).toBe("> [!CAUTION]\n\n$(id)\n");
});

const HOSTILE_LINES = [
  ..."END_OF_NOTES|END_OF_NOTES_|EOF| END_OF_NOTES|'END_OF_NOTES'|'|''\\''|$(touch pwned)|`touch pwned`|${IFS}|\\|\\\\|!|!!|wow!1".split(
    "|",
  ),
  ..."<!-- x -->|```|%s|%n|-n|#|\"|; touch pwned #|'; touch pwned; '|END_OF_NOTES; touch pwned|##[error]x|::error::x".split("|"),
  ..."\tindented|a\tb|a\r|\r|\u001b[31mred|\ud800|a\udfffb|\u0007|\u2028|\u202e|\u0085".split("|"),
  ...["", " ", "  trailing  ", "漢字 🎉", "END_OF_NOTES\r", "\u007f"],
];

test("Whatever the notes are, bash and sh hand exactly them and one line feed to gh, and do nothing else", () => {
  const { folder, run } = createPrograms();
  const line = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...HOSTILE_LINES) }, fc.string({ unit: "binary" }), fc.string());
  const text = fc.array(line, { maxLength: 8 }).map((lines) => lines.join("\n").replaceAll("\0", ""));
  const check = (notes: string): void => {
    const command = renderReleaseCommand(createRelease(version({})), site, notes);
    for (const shown of command.split("\n")) expect(shown).not.toMatch(INVISIBLE);
    for (const shell of ["bash", "sh"]) {
      run(shell, `${command}\necho after >> after`);
      expect(readFileSync(join(folder, "body"), "utf8")).toBe(`${notes.replace(/\n$/, "").toWellFormed()}\n`);
    }
  };
  check(HOSTILE_LINES.filter((one) => !INVISIBLE.test(one)).join("\n"));
  check(HOSTILE_LINES.join("\n"));
  fc.assert(fc.property(text, check), { numRuns: 60 });
  expect(existsSync(join(folder, "pwned"))).toBe(false);
});

test("The latest badge is given with gh as well", () => {
  expect(renderLatestCommand({ type: "mark-latest", flow: "a", version: "1.0.0", tag: "a-v1.0.0" }, site)).toBe(
    "gh release edit a-v1.0.0 --latest -R octo/flows",
  );
});

test.each([
  ["github.com", "octo/flows"],
  ["git.example.org:8443", "git.example.org:8443/octo/flows"],
])("The repository on %s is named %s", (host, named) => {
  expect(toGhRepository({ ...site, host })).toBe(named);
});

/** Programs `gh` and `flow-tagbot` that note what they are given, in a folder of their own. */
function createPrograms(): { readonly folder: string; readonly run: (shell: string, command: string) => void } {
  const folder = mkdtempSync(join(tmpdir(), "flow-tagbot-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const program = (name: string, text: string): void => {
    writeFileSync(join(folder, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(folder, name), 0o755);
  };
  program("gh", `printf '%s\\0' "$@" > args; cat > body`);
  program("flow-tagbot", `printf 'notes of %s' "$*"`);
  const env = { PATH: `${folder}:${process.env["PATH"] ?? ""}` };
  return {
    folder,
    run: (shell, command) => {
      execFileSync(shell, [], { cwd: folder, env, input: command, stdio: ["pipe", "pipe", "pipe"] });
    },
  };
}
