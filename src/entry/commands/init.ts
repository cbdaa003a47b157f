import type { Root } from "../../config/config.ts";
import { renderInit } from "../../output/init-text.ts";
import { findRoots, readAction, toInitFiles, writeInitFiles, type InitChoice } from "../../run/init.ts";
import { createAsker, SILENT, type Asker } from "../ask.ts";
import { command, type CommandContext } from "../command-session.ts";
import { value } from "../surroundings.ts";
import { VERSION } from "../version.ts";

export const init = command({ offline: true }, async (context) => {
  const { session, invocation, json, text, print } = context;
  const { flags, streams } = invocation;
  const { git } = session.repository;
  const asking = process.stdin.isTTY && streams.stderr.isTTY && flags["yes"] !== true && !json;
  // Standard output is for results.
  const asker = asking ? createAsker(process.stdin, streams.stderr) : SILENT;
  try {
    const chosen = typeof flags["root"] === "string" ? (session.config.roots ?? []) : null;
    const { roots } = await findRoots(git, chosen);
    const choice = await choose(context, { roots, chosen: chosen !== null }, asker);
    const action = await readAction(git, value(invocation.environment, "GITHUB_SERVER_URL") ?? "https://github.com", VERSION);
    const files = toInitFiles(choice, action);
    if (flags["dryRun"] === true) {
      print(json ? `${JSON.stringify({ schema: 1, files })}\n` : files.map(({ path, text: body }) => `# ${path}\n${body}`).join("\n"));
      return 0;
    }
    const results = await writeInitFiles(git, files, flags["force"] === true);
    print(json ? `${JSON.stringify({ schema: 1, ...choice, action, files: results })}\n` : renderInit({ choice, action, results }, text));
    return results.some(({ kind }) => kind === "kept") ? 2 : 0;
  } finally {
    asker.close();
  }
});

/** What flags say holds; the rest is asked, with what was found as the default. */
async function choose(
  { session, invocation }: CommandContext,
  found: { readonly roots: readonly Root[]; readonly chosen: boolean },
  asker: Asker,
): Promise<InitChoice> {
  const { flags } = invocation;
  const roots = found.chosen ? found.roots : await confirmRoots(found.roots, asker);
  const current = session.branch?.branch ?? "main";
  const named = typeof flags["branch"] === "string";
  const branch = named ? current : await asker.text("Release branch?", current);
  const check = flags["check"] === false ? false : await asker.confirm("Check pull requests as well?", true);
  return { roots, branch, nameBranch: named || branch !== current, check };
}

async function confirmRoots(found: readonly Root[], asker: Asker): Promise<readonly Root[]> {
  const roots: Root[] = [];
  for (const root of found) {
    if (await asker.confirm(`Are the folders in ${root.path === "" ? "." : root.path} flows (tags ${root.tag})?`, true)) roots.push(root);
  }
  return roots;
}
