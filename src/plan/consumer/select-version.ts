import { compareBuild } from "semver";
import { didYouMean } from "../../config/did-you-mean.ts";
import { failure, Failure } from "../../model/failure.ts";
import { renderCommand } from "../../model/quote.ts";
import { pickVersion } from "../../resolve/pick.ts";
import type { Ref } from "../../resolve/reference.ts";
import { versionLine } from "../../model/version.ts";
import { ambiguous, findFlows, rootOf } from "./find-flow.ts";
import type { PublishedFlow, PublishedVersion } from "./published.ts";
import type { VersionTag } from "./read-tags.ts";

export type WantedVersion = Extract<Ref, { kind: "default" | "version" | "range" }>;

type PublishedTag = NonNullable<PublishedVersion["tag"]>;

/** What to look at for a version. */
export type Selected =
  | {
      readonly kind: "tag";
      readonly flow: PublishedFlow;
      readonly version: PublishedVersion;
      readonly tag: PublishedTag;
      /** Where several roots hold the flow, the only one that has the version. */
      readonly alone: string | null;
    }
  /** The newest commit of the default branch; the version is null for the one file of a flow of `index.yaml`. */
  | {
      readonly kind: "head";
      readonly flow: PublishedFlow;
      readonly version: PublishedVersion | null;
      /** The same. */
      readonly alone: string | null;
    }
  /** A tag of the repository, if it holds the version itself; if not, something else. */
  | { readonly kind: "repository"; readonly tag: VersionTag; readonly otherwise: Otherwise };

export type Otherwise =
  | { readonly kind: "head"; readonly flow: PublishedFlow; readonly version: PublishedVersion; readonly alone: string | null }
  /** Whatever it holds of the flow. */
  | { readonly kind: "newest" }
  | { readonly kind: "failure"; readonly failure: Failure };

export interface Question {
  readonly name: string;
  readonly wanted: WantedVersion;
  readonly prerelease: boolean;
  /** The registry's words for prereleases. */
  readonly words: readonly string[];
  /** How the registry is called in sentences. */
  readonly registry: string;
  /** How the flow is called in references: `code_review@team`. */
  readonly called: string;
}

/** Which version of which flow is wanted. `flow-unknown`, `flow-ambiguous`, `version-unknown` with what there is, `range-unsatisfied` with why. */
export function selectVersion(flows: readonly PublishedFlow[], repositoryTags: readonly VersionTag[], question: Question): Selected {
  const { wanted, prerelease, words } = question;
  const repositoryTag = wanted.kind === "version" ? repositoryTags.find(({ version }) => version === wanted.version) : undefined;
  const chosen = findOrNot(flows, question, repositoryTag !== undefined);
  if (chosen instanceof Failure) {
    if (repositoryTag === undefined) throw chosen;
    return { kind: "repository", tag: repositoryTag, otherwise: { kind: "newest" } };
  }
  const { flow, alone } = chosen;
  const picked = pickVersion(flow.versions, wanted, { prerelease, words });
  if (picked.kind === "picked") {
    const { candidate: version } = picked;
    if (version.tag !== null) return { kind: "tag", flow, version, tag: version.tag, alone };
    const head = { kind: "head", flow, version, alone } as const;
    return repositoryTag === undefined ? head : { kind: "repository", tag: repositoryTag, otherwise: head };
  }
  const missing = toFailure(flow, question, picked.reason, repositoryTag?.name ?? null);
  if (repositoryTag !== undefined)
    return { kind: "repository", tag: repositoryTag, otherwise: flow.tagged ? { kind: "failure", failure: missing } : { kind: "newest" } };
  return selectUntagged(chosen, question) ?? fail(missing);
}

/** Of a flow that no tag speaks of, the bare name means what the default branch has, prereleases and all. */
function selectUntagged({ flow, alone }: ChosenFlow, { wanted, words }: Question): Selected | null {
  const isNewest = wanted.kind === "default" || (wanted.kind === "range" && wanted.text === "latest");
  if (flow.tagged || !isNewest) return null;
  if (flow.layout === "index") return { kind: "head", flow, version: null, alone };
  if (wanted.kind !== "default") return null;
  const picked = pickVersion(flow.versions, wanted, { prerelease: true, words });
  return picked.kind === "picked" ? { kind: "head", flow, version: picked.candidate, alone } : null;
}

interface ChosenFlow {
  readonly flow: PublishedFlow;
  readonly alone: string | null;
}

function findOrNot(flows: readonly PublishedFlow[], question: Question, isMissingFine: boolean): ChosenFlow | Failure {
  try {
    return chooseFlow(findFlows(flows, question.name, question.registry), question);
  } catch (error) {
    if (isMissingFine && error instanceof Failure && error.code === "flow-unknown") return error;
    throw error;
  }
}

/**
 * Of flows of one name in several roots, the one that has what is wanted. Of several that have the same tag, the file at the tag decides; where
 * none has it, all of them say what there is.
 */
function chooseFlow(matches: readonly [PublishedFlow, ...(readonly PublishedFlow[])], question: Question): ChosenFlow {
  const { name, wanted, prerelease, words, called } = question;
  const [first, ...others] = matches;
  if (others.length === 0) return { flow: first, alone: null };
  const holders = matches.flatMap((flow) => {
    const picked = pickVersion(flow.versions, wanted, { prerelease, words });
    return picked.kind === "picked" ? [{ flow, tag: picked.candidate.tag?.name ?? null }] : [];
  });
  const [one, ...more] = holders;
  if (one !== undefined && more.length === 0) return { flow: one.flow, alone: rootOf(one.flow) };
  if (wanted.kind === "default") throw ambiguous(matches, name, called);
  if (one === undefined) {
    const versions = matches.flatMap((flow) => flow.versions).toSorted((a, b) => compareBuild(a.semver, b.semver));
    return { flow: { ...first, path: null, tagged: matches.some(({ tagged }) => tagged), versions }, alone: null };
  }
  if (wanted.kind === "version" && one.tag !== null && more.every(({ tag }) => tag === one.tag))
    return { flow: { ...one.flow, path: null }, alone: null };
  throw ambiguous(
    holders.map(({ flow }) => flow),
    name,
    called,
  );
}

function toFailure(
  { flow, versions }: PublishedFlow,
  { wanted, called, words }: Question,
  reason: string,
  repositoryTag: string | null,
): Failure {
  const near = wanted.kind === "default" ? null : nearVariant(versions, wanted.kind === "version" ? wanted.version : wanted.text);
  const look = `Look at \`${renderCommand(["flow-tagbot", "versions", called])}\`.`;
  const advice = near === null ? look : `Did you mean \`${called}#${near}\`? ${look}`;
  if (wanted.kind === "version") {
    const other =
      repositoryTag === null
        ? ""
        : ` The repository's tag ${repositoryTag} has no such file; \`${called}#refs/tags/${repositoryTag}\` takes what it has.`;
    return failure("version-unknown", `${flow} has no version ${wanted.version}: ${reason}.`, `${advice}${other}`);
  }
  const what = wanted.kind === "default" || wanted.text === "latest" ? "stable version" : `version in ${wanted.text}`;
  const helps = pickVersion(versions, wanted, { prerelease: true, words }).kind === "picked";
  return failure(
    "range-unsatisfied",
    `${flow} has no ${what}: ${reason}.`,
    helps ? `${advice} \`--prerelease\` takes prereleases too.` : advice,
  );
}

/** What was asked for, with the name of a variant that there is for one that there is not. */
function nearVariant(versions: readonly PublishedVersion[], text: string): string | null {
  const [, word] = /-([A-Za-z][A-Za-z0-9-]*)/.exec(text) ?? [];
  const names = [...new Set(versions.flatMap(({ semver, kind }) => (kind === "variant" ? [versionLine(semver, kind)] : [])))];
  if (word === undefined || names.includes(word)) return null;
  const near = didYouMean(word, names);
  return near === null ? null : text.replace(`-${word}`, `-${near}`);
}

function fail(error: Failure): never {
  throw error;
}
