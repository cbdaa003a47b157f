import { resolve } from "node:path";
import { failure } from "../model/failure.ts";
import type { ResolvedFlow } from "../resolve/resolved.ts";
import { resolveReference } from "../run/consume/resolve-reference.ts";
import type { ConsumerCommand } from "./consumer-session.ts";

const LOCK_FILE = "flows.lock";

/** What the reference of a command means; with `--frozen`, by the lockfile in the folder at hand alone; with `--lock`, by that one. */
export async function resolveOperand(command: ConsumerCommand): Promise<ResolvedFlow> {
  const { context, options, invocation } = command;
  const { operands, flags } = invocation;
  const text = operands[0] ?? "";
  if (typeof flags["flow"] === "string" || typeof flags["flowVersion"] === "string" || typeof flags["framework"] === "string")
    return resolveFields(command, text, flags);
  if (text === "")
    throw failure("input-invalid", "No reference was given.", "Write for example: flow-tagbot resolve code_review@team#1.2.0");
  return resolveText(context, options, text, lockFileOf(flags));
}

/** The lockfile that alone is asked, as it is written; null: none is. */
function lockFileOf({ frozen, lock }: ConsumerCommand["invocation"]["flags"]): string | null {
  return typeof lock === "string" ? lock : frozen === true ? LOCK_FILE : null;
}

async function resolveText(
  context: ConsumerCommand["context"],
  options: ConsumerCommand["options"],
  text: string,
  lockFile: string | null,
): Promise<ResolvedFlow> {
  if (lockFile === null) return resolveReference(context, text, options);
  const { resolveFrozen } = await import("../run/consume/resolve-frozen.ts");
  return resolveFrozen(context, text, { file: resolve(context.directory, lockFile), options });
}

/** A request to a flow service, as its fields. */
async function resolveFields(
  { context, options }: ConsumerCommand,
  operand: string,
  flags: ConsumerCommand["invocation"]["flags"],
): Promise<ResolvedFlow> {
  const { flow, framework, flowVersion } = flags;
  if (operand !== "")
    throw failure("input-invalid", "There is a reference, and fields as well.", "Give the reference alone, or --flow with --flow-version.");
  if (typeof flow !== "string")
    throw failure("input-invalid", "--framework and --flow-version say nothing without --flow.", "Add --flow <name>.");
  const [{ fromFields }, { renderReference }] = await Promise.all([
    import("../resolve/request.ts"),
    import("../resolve/render-reference.ts"),
  ]);
  const asked = typeof framework === "string" ? framework : null;
  const fields = { flow, framework: asked, version: typeof flowVersion === "string" ? flowVersion : null };
  const reference = renderReference(fromFields(fields, context.registries.requestVersion));
  const resolved = await resolveText(context, options, reference, lockFileOf(flags));
  if (asked === null || resolved.framework === asked) return resolved;
  throw failure(
    "version-unknown",
    `${reference} is ${resolved.flow} ${resolved.version ?? ""}, which is written for framework ${resolved.framework ?? "(it does not say)"}, not ${asked}.`,
    "Ask for another version of the flow, or for the framework that it has.",
  );
}
