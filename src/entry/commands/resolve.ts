import { renderLines, renderResolved, toResolvedJson } from "../../output/resolve-text.ts";
import type { ResolvedFlow } from "../../resolve/resolved.ts";
import { consumerCommand, type ConsumerCommand } from "../consumer-session.ts";
import { resolveOperand } from "../resolve-operand.ts";

export const resolve = consumerCommand(async (command) => {
  const { invocation, json, text, print, notices } = command;
  const flow = await resolveOperand(command);
  const form = invocation.flags["as"];
  if (form === "reference" || form === "request" || form === "fields") await printForm(command, flow, form);
  else print(json ? `${JSON.stringify(toResolvedJson(flow, notices()))}\n` : renderResolved(flow, text.colour));
  return 0;
});

/** The version that was found, as others ask for it. */
async function printForm(
  { json, text, print, options, context }: ConsumerCommand,
  resolved: ResolvedFlow,
  form: "reference" | "request" | "fields",
): Promise<void> {
  const { toFields, toWire, renderRequest, refuseCommit } = await import("../../resolve/request.ts");
  const { flow, version, framework, registry } = resolved;
  if (form !== "reference") refuseCommit(resolved);
  const fields = toFields(flow, version, framework);
  if (form === "fields") {
    const wire = toWire(fields);
    print(json ? `${JSON.stringify({ schema: 1, ...wire })}\n` : renderLines(Object.entries(wire), text.colour));
    return;
  }
  const root = options.root ?? (registry?.name == null ? null : (context.registries.entries.get(registry.name)?.root ?? null));
  const line = form === "request" ? renderRequest(fields) : await renderPin(resolved, registry?.name ?? null, root);
  print(json ? `${JSON.stringify({ schema: 1, [form]: line })}\n` : `${line}\n`);
}

/** In the registry that was found, also if it is the default one: it may be another elsewhere. */
async function renderPin(resolved: ResolvedFlow, registry: string | null, root: string | null): Promise<string> {
  const [{ renderReference, toPinnedRef }, { parseReference }] = await Promise.all([
    import("../../resolve/render-reference.ts"),
    import("../../resolve/parse-reference.ts"),
  ]);
  const asked = parseReference(resolved.reference, () => resolved.registry === null);
  if (asked.kind === "file") return renderReference(asked);
  const place = registry === null ? asked.registry : ({ kind: "name", name: registry } as const);
  const ref = toPinnedRef(resolved, root !== null) ?? { kind: "default" };
  return renderReference({ kind: "flow", flow: asked.flow, registry: place, ref });
}
