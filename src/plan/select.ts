import type { Selection } from "../config/config.ts";
import { didYouMean } from "../config/did-you-mean.ts";
import { failure } from "../model/failure.ts";
import { folderOf } from "../model/path.ts";
import { renderCommand } from "../model/quote.ts";
import type { Registry, VersionFile } from "../registry/version-file.ts";

/** The version files a run is about; a flow or version that does not exist is an error, with what there is. */
export function selectFiles({ files }: Registry, { flows, version }: Pick<Selection, "flows" | "version">): readonly VersionFile[] {
  const known = new Set(files.map(({ flow }) => flow));
  for (const flow of flows) {
    if (!known.has(flow)) throw unknown(`There is no flow ${JSON.stringify(flow)} on the branch.`, flow, [...known]);
  }
  const ofFlows = flows.length === 0 ? files : files.filter(({ flow }) => flows.includes(flow));
  const selected = version === null ? ofFlows : ofFlows.filter((file) => file.version === version);
  if (version !== null && selected.length === 0) {
    throw unknown(
      `There is no version ${JSON.stringify(version)}${flows.length === 0 ? "" : ` of ${flows.join(", ")}`} on the branch.`,
      version,
      ofFlows.map((file) => file.version),
    );
  }
  return selected;
}

/** All versions of one flow; a Failure where it is in several roots, of which one has to be chosen. */
export function selectFlow(registry: Registry, flow: string): readonly VersionFile[] {
  const files = selectFiles(registry, { flows: [flow], version: null });
  const [one, ...more] = new Set(files.map(({ path }) => folderOf(path).slice(0, -flow.length - 1) || "."));
  if (one === undefined || more.length === 0) return files;
  throw failure(
    "input-invalid",
    `The flow ${flow} is in ${[one, ...more].join(" and in ")}.`,
    `Choose one, for example with ${renderCommand(["--root", one])}`,
  );
}

/** What landed at or after a date, all of it without one; `time` is in seconds, undefined where it is not known. */
export function landedSince<Item extends { readonly time: number | undefined }>(
  items: readonly Item[],
  since: Selection["since"],
): readonly Item[] {
  return since === null ? items : items.filter(({ time }) => time !== undefined && time >= Date.parse(since) / 1000);
}

function unknown(message: string, given: string, known: readonly string[]): Error {
  const near = didYouMean(given, known);
  return failure("version-unknown", message, near === null ? "Run `flow-tagbot list` to see what there is." : `Did you mean ${near}?`);
}
