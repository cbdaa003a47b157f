import { expect, test } from "vitest";
import { join } from "node:path";
import { lastLine, runTool } from "../../src/git/tool.ts";
import { toolEnvironment } from "./open-keys.ts";
import { temporaryFolder, writeScript } from "./open-git.ts";
import { textWith } from "./text-with.ts";

const code = "signing-key-invalid";

/** An environment in which gpg is this script. */
function withScript(lines: readonly string[]): Readonly<Record<string, string>> {
  const folder = temporaryFolder();
  writeScript(join(folder, "gpg"), lines);
  return { ...toolEnvironment(), PATH: `${folder}:${process.env["PATH"] ?? ""}` };
}

test("a tool gets its input and leaves its outputs and its exit code", async () => {
  const environment = withScript(["cat", 'echo "$1" >&2', "exit 3"]);
  expect(await runTool("gpg", ["größe"], { environment, input: "text ü", code })).toEqual({ code: 3, stdout: "text ü", stderr: "größe\n" });
});

test("a tool that does not read its input, or is ended by a signal, is no error of ours", async () => {
  const environment = withScript(["exec <&-", "kill -9 $$"]);
  expect(await runTool("gpg", [], { environment, input: "x".repeat(1_000_000), code })).toMatchObject({ code: -1 });
});

test("a tool leads a session of its own, which has no terminal to ask at", async () => {
  const environment = withScript(["echo $$", "cut -d ' ' -f 6 /proc/$$/stat"]);
  const [pid, session] = (await runTool("gpg", [], { environment, code })).stdout.split("\n");
  expect(session).toBe(pid);
});

test("a missing tool is named with what brings it", async () => {
  const environment = { PATH: "/nowhere" };
  await expect(runTool("ssh-keygen", [], { environment, code })).rejects.toMatchObject({ code, problems: [{ fix: textWith("OpenSSH") }] });
  await expect(runTool("gpg", [], { environment, code: "signing-failed" })).rejects.toMatchObject({ code: "signing-failed" });
});

test("of a program's messages the last line is told, and no more than 300 characters of it", () => {
  expect(lastLine("first\nlast\n\n")).toBe("last");
  expect(lastLine("x".repeat(400))).toHaveLength(300);
});
