import type { WantedVersion } from "./select-version.ts";

/** How a version was found, for the one sentence that says why it is this one. */
export type Found =
  /** By a tag, among all versions that tags name. */
  | { readonly kind: "tag"; readonly tag: string; readonly wanted: WantedVersion }
  /** By a tag of the repository that no template explains. */
  | { readonly kind: "repository-tag"; readonly tag: string; readonly exact: boolean }
  /** No tag names any version of the flow. */
  | { readonly kind: "untagged"; readonly branch: string | null; readonly wanted: WantedVersion }
  /** Newest at a commit. */
  | { readonly kind: "place"; readonly place: string };

/** The same, where several roots hold the flow and only this one has what was asked for. */
export function explainAlone(sentence: string, root: string | null): string {
  return root === null ? sentence : `${sentence.replace(/\.$/, "")}; of the roots that hold the flow, only ${root} has such a version.`;
}

/** Why this one: one sentence. `version` is null for a flow that has no versions of its own. */
export function explain(flow: string, version: string | null, prerelease: boolean, found: Found): string {
  const newest = prerelease ? "newest version (it has no stable one)" : "newest stable version";
  switch (found.kind) {
    case "tag":
      return explainTag(flow, version ?? "", prerelease, found);
    case "repository-tag":
      return found.exact
        ? `The repository's tag ${found.tag} holds this version of ${flow}.`
        : `The repository's tag ${found.tag} was asked for, and ${version ?? "this file"} is what it holds of ${flow}.`;
    case "untagged": {
      const place = found.branch === null ? "in the registry" : `at the newest commit of ${found.branch}`;
      if (version === null) return `No tag names a version of ${flow}; this is its file ${place}.`;
      if (found.wanted.kind === "default") return `No tag names a version of ${flow}; this is its ${newest} ${place}.`;
      return `No tag names a version of ${flow}; this is ${asked(found.wanted)} among its files ${place}.`;
    }
    case "place":
      return version === null ? `This is the file of ${flow} at ${found.place}.` : `This is the ${newest} of ${flow} at ${found.place}.`;
  }
}

function explainTag(flow: string, version: string, prerelease: boolean, { tag, wanted }: Extract<Found, { kind: "tag" }>): string {
  switch (wanted.kind) {
    case "default":
      return `${version} is the newest ${prerelease ? "version" : "stable version"} of ${flow}, by its tag ${tag}.`;
    case "range":
      return `${version} is ${asked(wanted)} of ${flow}, by its tag ${tag}.`;
    case "version":
      return `The tag ${tag} names this version of ${flow}.`;
  }
}

function asked(wanted: WantedVersion): string {
  if (wanted.kind !== "range") return "the version that was asked for";
  return wanted.text === "latest" ? "the newest stable version" : `the newest version in ${wanted.text}`;
}
