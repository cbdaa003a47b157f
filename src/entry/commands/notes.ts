import { failure } from "../../model/failure.ts";
import { previewNotes, renderDumpedContext } from "../../run/notes.ts";
import { command } from "../command-session.ts";
import { readFlagFile, textOf } from "../flags.ts";
import type { Invocation } from "../handler.ts";

export const notes = command({ offline: true }, async ({ session, invocation, json, print }) => {
  const file = textOf(invocation.flags["from"]);
  const { context, body } =
    file === null
      ? await previewNotes({ ...session, ...parseOperand(invocation), repositoryUrl: session.forge.repositoryUrl })
      : await renderDumpedContext(await readFlagFile(file, "from", "context-invalid"), session);
  if (invocation.flags["context"] === true) print(`${JSON.stringify(context, null, 2)}\n`);
  else
    print(json ? `${JSON.stringify({ schema: 1, flow: context.flow, version: context.version, tag: context.tag, body })}\n` : `${body}\n`);
  return 0;
});

/** `code_review@1.2.0`; a flow's name holds no `@`. */
function parseOperand({ operands }: Invocation): { readonly flow: string; readonly version: string } {
  const [flow = "", version = "", ...rest] = operands[0]?.split("@") ?? [];
  if (flow === "" || version === "" || rest.length > 0)
    throw failure(
      "input-invalid",
      `${JSON.stringify(operands[0] ?? "")} is not of the form <flow>@<version>.`,
      "Write for example: flow-tagbot notes code_review@1.2.0",
    );
  return { flow, version };
}
