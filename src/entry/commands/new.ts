import { failure } from "../../model/failure.ts";
import { renderNewVersion } from "../../output/new-version-text.ts";
import { newVersion } from "../../run/new-version.ts";
import { command } from "../command-session.ts";
import { textOf } from "../flags.ts";

export const newCommand = command({ offline: true }, async ({ session, invocation, json, text, print, note }) => {
  const [flow = ""] = invocation.operands;
  const made = await newVersion({
    ...session,
    flow,
    from: textOf(invocation.flags["from"]),
    bump: parseBump(textOf(invocation.flags["bump"]) ?? "auto"),
  });
  if (json) print(`${JSON.stringify({ schema: 1, ...made })}\n`);
  else {
    note(renderNewVersion(made, text));
    print(`${made.path}\n`);
  }
  return 0;
});

function parseBump(word: string): "major" | "minor" | "patch" | null {
  if (word === "auto") return null;
  if (word === "major" || word === "minor" || word === "patch") return word;
  throw failure("input-invalid", `--bump is ${JSON.stringify(word)}.`, "Write major, minor, patch or auto.");
}
