import type { Block } from "../registry/version-file.ts";

/** Finds tags that cannot be made beside those that exist: git keeps refs like files, `a` and `a/b` exclude each other. */
export function nestingChecker(existing: ReadonlySet<string>): (tag: string) => Block | null {
  const folders = new Map<string, string>();
  for (const tag of existing) {
    for (const parent of parentsOf(tag)) {
      const first = folders.get(parent);
      if (first === undefined || tag < first) folders.set(parent, tag);
    }
  }
  return (tag) => {
    if (existing.has(tag)) return null;
    const other = folders.get(tag) ?? parentsOf(tag).find((parent) => existing.has(parent));
    return other === undefined
      ? null
      : {
          code: "tag-nesting",
          message: `The tag ${tag} cannot exist beside the existing tag ${other}.`,
          fix: `Change the tag template, or delete the other tag: git push origin --delete refs/tags/${other}`,
        };
  };
}

function parentsOf(tag: string): readonly string[] {
  const parents: string[] = [];
  for (let slash = tag.indexOf("/"); slash > 0; slash = tag.indexOf("/", slash + 1)) parents.push(tag.slice(0, slash));
  return parents;
}
