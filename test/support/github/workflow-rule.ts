import { mayChangeWorkflows } from "./callers.ts";
import type { Call } from "./routes.ts";

/** Whether a commit has a workflow file that none of the others has with the same path and content, and the caller may not bring one. */
export async function bringsWorkflows(call: Call, commit: string, others: readonly string[]): Promise<boolean> {
  const { git } = call.repository;
  if (!call.site.workflowRule || mayChangeWorkflows(call.caller)) return false;
  const files = await git.workflowFiles(commit);
  if (files.length === 0) return false;
  const known = new Set<string>();
  for (const other of others) for (const file of await git.workflowFiles(other)) known.add(file);
  return files.some((file) => !known.has(file));
}
