import { NO_MARKS, toMarkWords } from "../model/marks.ts";
import type { ListedFile, Listing } from "../plan/listing.ts";
import { count } from "./count.ts";
import { MAX_ROWS, renderMore, renderProblems, type TextOptions } from "./manual-text.ts";
import { renderTable } from "./table.ts";

/** What a registry holds, for people. */
export function renderList(registry: Listing, options: TextOptions): string {
  const { files, problems } = registry;
  const flows = new Set(files.map(({ flow, root }) => `${root.path}\0${flow}`)).size;
  const rows = files.map((file) => {
    const { flow, version, kind, previous, path } = file;
    return [
      { text: flow, style: null },
      { text: version, style: null },
      { text: kind, style: null },
      { text: renderMarks(file), style: file.marks.yanked === null ? null : ("red" as const) },
      { text: previous ?? "", style: "dim" as const },
      { text: path, style: null },
    ];
  });
  const maxRows = options.maxRows ?? MAX_ROWS;
  const table =
    rows.length === 0
      ? []
      : [
          "",
          renderTable(["FLOW", "VERSION", "KIND", "MARKS", "AFTER", "PATH"], rows.slice(0, maxRows), options),
          ...renderMore(rows.length, maxRows),
        ];
  return `${[`${count(flows, "flow")}, ${count(files.length, "version")}, ${count(registry.unversioned.length, "file")} without version`, ...table, ...renderProblems(problems, options)].join("\n")}\n`;
}

/** `latest`, `yanked, deprecated`, … */
function renderMarks({ marks, latest }: ListedFile): string {
  return [...(latest ? ["latest"] : []), ...toMarkWords({ ...NO_MARKS, ...marks })].join(", ");
}

/** The same for machines. */
export function toListJson({ files, unversioned, problems }: Listing): object {
  const versions = files.map(({ flow, version, kind, previous, path, tag, blob, block, marks, latest }) => ({
    flow,
    version,
    kind,
    previous,
    path,
    tag,
    blob,
    code: block?.code ?? null,
    reason: block?.message ?? null,
    latest,
    ...marks,
  }));
  return { schema: 1, versions, unversioned, problems };
}
