import { toDiffJson } from "../../output/diff-json.ts";
import { renderDiffMarkdown } from "../../output/diff-markdown.ts";
import { renderDiff } from "../../output/diff-text.ts";
import { diff as diffVersions } from "../../run/diff.ts";
import { command } from "../command-session.ts";

export const diff = command({ offline: true, tipOnly: true }, async ({ session, invocation, json, text, print }) => {
  const { operands, flags } = invocation;
  const [flow = "", from = null, to = null] = operands;
  const found = await diffVersions({ ...session, flow, from, to });
  const shown = flags["graph"] === true ? found : { ...found, graph: null };
  if (json) print(`${JSON.stringify({ ...toDiffJson(found), graph: found.graph })}\n`);
  else print(flags["markdown"] === true ? renderDiffMarkdown(shown) : renderDiff(shown, text));
  return 0;
});
