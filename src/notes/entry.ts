import type { NotesContext } from "./context-schema.ts";
import { toLink } from "./neutralise.ts";

/** More lines than this about one version are not short. */
const MOST_CHANGES = 5;

/** One version as an item of a list of several: its name with a link to `url`, the verdict, and its breaking changes. Markdown. */
export function renderEntry(context: NotesContext, url: string | null): string {
  const { flow, version, verdict, initial, changes } = context;
  const link = toLink(url);
  const name = `**${link === null ? `${flow} ${version}` : `[${flow} ${version}](${link})`}**`;
  const what = initial ? "The first version of its line." : (verdict ?? "");
  const breaking = changes.filter((change) => change.breaking);
  const rest = breaking.length - MOST_CHANGES;
  const lines = [
    ...breaking.slice(0, MOST_CHANGES).map(({ text }) => `  - **Breaking:** ${text}`),
    ...(rest > 0 ? [`  - … and ${rest} more`] : []),
  ];
  return [`- ${[name, ...(what === "" ? [] : [what])].join(": ")}`, ...lines].join("\n");
}
