import { compareBuild } from "semver";
import { parseVersion } from "../model/version.ts";

/** The folder that all files of a path template (`prompts/{id}/{version}.yml`) lie in; "" is the whole repository. */
export function dependencyFolder(template: string): string {
  const fixed = template.slice(0, template.indexOf("{"));
  return fixed.slice(0, Math.max(0, fixed.lastIndexOf("/")));
}

/** Versions of prompts or response schemas by id, lowest first: the files whose paths a template could have made. */
export function findDependencyFiles(paths: Iterable<string>, template: string): ReadonlyMap<string, readonly string[]> {
  const pattern = toPattern(template);
  const found = new Map<string, Set<string>>();
  for (const path of paths) {
    const { id, version } = pattern.exec(path)?.groups ?? {};
    if (id === undefined || version === undefined || parseVersion(version) === null) continue;
    found.set(id, (found.get(id) ?? new Set()).add(version));
  }
  return new Map([...found].map(([id, versions]) => [id, [...versions].sort(compareBuild)]));
}

/** Whether a path is one that a template could have made; a template of the whole repository says nothing about paths. */
export function createDependencyTest(templates: readonly (string | null)[]): (path: string) => boolean {
  const patterns = templates.flatMap((template) => (template === null || dependencyFolder(template) === "" ? [] : [toPattern(template)]));
  return (path) => patterns.some((pattern) => pattern.test(path));
}

/** An id may have folders in it, a version has none. */
function toPattern(template: string): RegExp {
  const escaped = template.replace(/[.*+?^$()|[\]\\/-]/g, "\\$&");
  return new RegExp(`^${escaped.replace("{id}", "(?<id>[^/].*)").replace("{version}", "(?<version>[^/]+)")}$`, "s");
}
