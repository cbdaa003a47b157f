import { folderOf } from "../model/path.ts";
import { flowNameProblem } from "../model/ref-name.ts";
import { parseFileName } from "../registry/file-name.ts";
import { fileChange, joinPath, rootOf, type Trouble, type WayOut } from "./way-out.ts";
import { renderCommand, renderOnPaths } from "../model/quote.ts";

/** Gives the flow's folder a name that refs, shells and URLs take and no other flow has. */
export function renameFlow(trouble: Trouble): WayOut {
  const { version, plan } = trouble;
  const root = rootOf(version);
  const taken = new Set(plan.versions.filter((other) => rootOf(other) === root).map((other) => other.flow.toLowerCase()));
  const name = toFreeName(toSafeFlowName(version.flow), taken);
  const from = folderOf(version.path);
  const to = joinPath(root, name);
  return fileChange(trouble, `Rename the flow to ${name}`, `Rename the flow to ${name}`, [
    ...makeFolder(to),
    renderOnPaths(["mv"], [from, to]),
  ]);
}

/** Moves a version file that lies directly in a root into a folder of its own. */
export function moveIntoFolder(trouble: Trouble): WayOut {
  const { path } = trouble.version;
  const folder = folderOf(path);
  const to = joinPath(folder, "my_flow", path.slice(path.lastIndexOf("/") + 1));
  return fileChange(
    trouble,
    "Move the file into a folder named after its flow; replace my_flow by that name",
    "Move a version into its flow's folder",
    [...makeFolder(to), renderOnPaths(["mv"], [path, to])],
  );
}

/** Gives a misnamed version file the name it should have; null when that cannot be told. */
export function renameVersionFile(trouble: Trouble): WayOut | null {
  const { path } = trouble.version;
  const name = parseFileName(path.slice(path.lastIndexOf("/") + 1));
  if (name.kind !== "misnamed") return null;
  const to = joinPath(folderOf(path), name.suggestion);
  return fileChange(trouble, `Rename the file to ${name.suggestion}`, `Rename a version file to ${name.suggestion}`, [
    renderOnPaths(["mv"], [path, to]),
  ]);
}

function makeFolder(path: string): readonly string[] {
  const parent = folderOf(path);
  return parent === "" ? [] : [renderCommand(["mkdir", "-p", "--", parent])];
}

function toSafeFlowName(flow: string): string {
  const name = flow.split("/").map(toSafePart).join("/");
  return flowNameProblem(name) === null ? name : "flow";
}

function toSafePart(part: string): string {
  const plain = part
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^A-Za-z0-9._-]+/g, "_");
  const safe = plain
    .replace(/\.{2,}/g, ".")
    .replace(/^[._-]+|[._-]+$/g, "")
    .replace(/\.lock$/, "");
  return safe === "" ? "flow" : safe;
}

function toFreeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name.toLowerCase())) return name;
  let number = 2;
  while (taken.has(`${name}_${number}`.toLowerCase())) number++;
  return `${name}_${number}`;
}
