import * as z from "zod/mini";
import type { HeadView } from "./head-view.ts";

const TEXT = z.nullable(z.string());

const PROBLEM = z.object({
  code: z.enum(["registry-config-invalid", "registry-unsafe", "flow-unknown"]),
  severity: z.enum(["error", "warning"]),
  path: TEXT,
  line: z.nullable(z.number()),
  message: z.string(),
  fix: z.string(),
});

const SETTINGS = z.object({
  roots: z.nullable(z.array(z.object({ path: z.string(), tag: z.string() }))),
  tag: z.string(),
  prerelease: z.array(z.string()),
  yanked: z.array(z.object({ flow: z.string(), version: z.string(), root: TEXT, reason: z.string() })),
  deprecated: z.array(z.object({ flow: z.string(), root: TEXT, versions: TEXT, since: TEXT, use: TEXT, reason: TEXT })),
  indexBranch: TEXT,
  prompts: TEXT,
  responseSchemas: TEXT,
});

const NOTE = z.object({
  settings: SETTINGS,
  files: z.array(z.object({ root: z.string(), flow: z.string(), version: z.string(), path: z.string() })),
  elsewhere: z.array(z.string()),
  indexed: z.array(z.object({ flow: z.string(), description: TEXT, path: z.string() })),
  problem: z.nullable(PROBLEM),
});

/** Name of the note that keeps a view; it has another number whenever what is in it, or how it is made, changes. */
export const VIEW_NOTE = "view-2";

export function renderViewNote(view: HeadView): string {
  return JSON.stringify(view);
}

/** The view of a note; null for what is none, which is as good as no note. */
export function parseViewNote(text: string): HeadView | null {
  try {
    const parsed = NOTE.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
