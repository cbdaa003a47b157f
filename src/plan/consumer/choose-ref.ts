import { didYouMean } from "../../config/did-you-mean.ts";
import { failure, type Failure } from "../../model/failure.ts";
import { renderCommand } from "../../model/quote.ts";
import type { Refs, TagRef } from "../../model/refs.ts";
import type { Ref } from "../../resolve/reference.ts";

/** A commit, and what it was asked for as. */
export type ChosenRef =
  | { readonly kind: "tag"; readonly name: string; readonly ref: TagRef; readonly commit: string }
  | { readonly kind: "branch"; readonly name: string; readonly commit: string }
  | { readonly kind: "commit"; readonly commit: string };

export interface RefNames {
  /** How the registry is called in sentences. */
  readonly registry: string;
  /** How the flow is called in references: `code_review@team`. */
  readonly called: string;
}

const TAGS = "refs/tags/";
const HEADS = "refs/heads/";

/**
 * The commit that a name means. `commits`: ids of all commits that begin with the digits; none for other refs. `ref-ambiguous` where it
 * means several, `ref-unknown` where nothing is called so.
 */
export function chooseRef(
  { branches, tags }: Refs,
  ref: Extract<Ref, { kind: "commit" | "name" | "full" }>,
  commits: readonly string[],
  names: RefNames,
): ChosenRef {
  const name = ref.kind === "commit" ? ref.digits : ref.name;
  const tagName = ref.kind === "full" ? after(name, TAGS) : name;
  const branchName = ref.kind === "full" ? after(name, HEADS) : name;
  const tag = tagName === null ? undefined : tags.get(tagName);
  const branch = branchName === null ? undefined : branches.get(branchName);
  const found: readonly ChosenRef[] = [
    ...(tag === undefined || tagName === null ? [] : [{ kind: "tag", name: tagName, ref: tag, commit: tag.commit } as const]),
    ...(branch === undefined || branchName === null ? [] : [{ kind: "branch", name: branchName, commit: branch } as const]),
    ...[...new Set(commits)].map((commit) => ({ kind: "commit", commit }) as const),
  ];
  const [one, ...others] = found;
  if (one === undefined) throw unknown(name, ref.kind, [...branches.keys(), ...tags.keys()], names);
  if (others.length > 0) throw ambiguous(name, found, names.registry);
  return one;
}

/** How a chosen ref is called in sentences. */
export function renderChosen(chosen: ChosenRef): string {
  switch (chosen.kind) {
    case "tag":
      return `the tag ${chosen.name}`;
    case "branch":
      return `the branch ${chosen.name}`;
    case "commit":
      return `the commit ${chosen.commit.slice(0, 12)}`;
  }
}

function after(text: string, prefix: string): string | null {
  return text.startsWith(prefix) ? text.slice(prefix.length) : null;
}

function unknown(name: string, kind: "commit" | "name" | "full", there: readonly string[], { registry, called }: RefNames): Failure {
  if (kind === "full" && after(name, TAGS) === null && after(name, HEADS) === null)
    return failure("ref-unknown", `${name} is no branch and no tag.`, "Write `refs/heads/<branch>` or `refs/tags/<tag>`.");
  const near = didYouMean(name.replace(/^refs\/(heads|tags)\//, ""), kind === "name" ? [...there, "latest"] : there);
  const message =
    kind === "commit"
      ? `The registry ${registry} has no commit that begins with ${name}, and no branch or tag of that name.`
      : `The registry ${registry} has no ${kind === "full" ? "" : "branch or tag "}${name}.`;
  const lower = name.toLowerCase();
  if (near === null && lower !== name && /^[0-9a-f]{7,40}$/.test(lower))
    return failure("ref-unknown", message, `If it is a commit, write it in lower case: \`#${lower}\`.`);
  const help = `Look at its versions with \`${renderCommand(["flow-tagbot", "versions", called])}\`, or leave out \`#…\` for the newest stable one.`;
  return failure("ref-unknown", message, near === null ? help : `Did you mean ${near}?`);
}

function ambiguous(name: string, found: readonly ChosenRef[], registry: string): Failure {
  const ways = found.map((chosen) => {
    switch (chosen.kind) {
      case "tag":
        return `\`#${TAGS}${chosen.name}\``;
      case "branch":
        return `\`#${HEADS}${chosen.name}\``;
      case "commit":
        return `\`#${chosen.commit}\``;
    }
  });
  return failure(
    "ref-ambiguous",
    `In the registry ${registry}, ${name} is ${found.map(renderChosen).join(" and ")}.`,
    `Spell it out: ${ways.join(" or ")}.`,
  );
}
