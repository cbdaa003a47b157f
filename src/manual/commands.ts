import type { Action, CreateRelease, CreateTag, EditRelease, MarkLatest } from "../model/plan.ts";
import { INVISIBLE } from "../model/invisible.ts";
import { renderCommand } from "../model/quote.ts";

/** Where `gh` makes releases, and how the notes are rendered on the person's machine. */
export interface ReleaseSite {
  readonly host: string;
  /** `owner/repo` */
  readonly repository: string;
  /** Words of the command that prints the notes of the `<flow>@<version>` that follows, such as `flow-tagbot notes`. */
  readonly notesCommand: readonly string[];
}

/** How a person does what a run would have done. */
export interface ByHand {
  /** Where tags are pushed: a remote's name or an address; null: they stay in the repository. */
  readonly pushTo: string | null;
  /** Null: releases are not made with `gh`. */
  readonly site: ReleaseSite | null;
  /** Tags are signed. */
  readonly sign: boolean;
  /** Rendered notes by tag; what is not there is rendered on the person's machine. */
  readonly notes: ReadonlyMap<string, string>;
}

/** The commands that do the very actions of a plan by hand, in their order; nothing for releases that `gh` cannot make. */
export function renderByHand(actions: readonly Action[], how: ByHand): readonly string[] {
  return actions.flatMap((action) => {
    switch (action.type) {
      case "create-tag":
        return renderTagCommands(action, how);
      case "create-release":
        return how.site === null ? [] : [renderReleaseCommand(action, how.site, how.notes.get(action.tag) ?? null)];
      case "create-digest":
        // The next run makes it, of all versions that have a tag by then.
        return [];
      case "mark-latest":
        return how.site === null ? [] : [renderLatestCommand(action, how.site)];
      case "edit-release": {
        const text = how.notes.get(action.tag);
        // A text that is not there cannot be rendered by a pipe: if that failed, the release would lose the one that it has.
        return how.site === null || text === undefined ? [] : [renderEditCommand(action, how.site, text)];
      }
    }
  });
}

/** Makes the very tag of the action and pushes it. Run in a clone that has the target. */
export function renderTagCommands(action: CreateTag, { pushTo, sign }: Pick<ByHand, "pushTo" | "sign">): readonly string[] {
  const lines = action.message.replace(/\n$/, "").split("\n");
  const make = renderCommand(["git", "tag", sign ? "-s" : "-a", "--cleanup=verbatim", "-F", "-", "--", action.tag, action.target]);
  const tag = `${renderCommand(["printf", "%s\\n", ...lines])} | GIT_COMMITTER_DATE=${renderCommand([action.date])} ${make}`;
  return pushTo === null ? [tag] : [tag, renderCommand(["git", "push", pushTo, `refs/tags/${action.tag}`])];
}

/** Creates the release of the action on its existing tag, with the given notes or freshly rendered ones; may have several lines. */
export function renderReleaseCommand(action: CreateRelease, site: ReleaseSite, notes: string | null): string {
  const flags = [
    `--latest=${action.latest ? "true" : "false"}`,
    ...(action.prerelease ? ["--prerelease"] : []),
    ...(action.draft ? ["--draft"] : []),
  ];
  const create = renderCommand([
    "gh",
    "release",
    "create",
    action.tag,
    "--verify-tag",
    "--title",
    action.title,
    "--notes-file",
    "-",
    ...flags,
    "-R",
    toGhRepository(site),
  ]);
  if (notes === null) return `${renderCommand([...site.notesCommand, `${action.flow}@${action.version}`])} | ${create}`;
  return withInput(create, notes);
}

/** Gives the existing release of the action its new text; may have several lines. */
export function renderEditCommand(action: EditRelease, site: ReleaseSite, text: string): string {
  const edit = renderCommand(["gh", "release", "edit", action.tag, "--notes-file", "-", "-R", toGhRepository(site)]);
  return withInput(edit, text);
}

/** The command with a release's text as its input. */
function withInput(command: string, input: string): string {
  const text = input.replace(/\n$/, "");
  // A terminal obeys what it does not show; such a text is spelled out, line by line.
  if (text.split("\n").some((line) => INVISIBLE.test(line)))
    return `${renderCommand(["printf", "%s\\n", ...text.split("\n")])} | ${command}`;
  const end = toEndMarker(text);
  return `${command} <<'${end}'\n${text}\n${end}`;
}

/** Gives the "latest" badge to the release of the action. */
export function renderLatestCommand(action: MarkLatest, site: ReleaseSite): string {
  return renderCommand(["gh", "release", "edit", action.tag, "--latest", "-R", toGhRepository(site)]);
}

/** The `[HOST/]OWNER/REPO` of `gh -R`. */
export function toGhRepository({ host, repository }: ReleaseSite): string {
  return host === "github.com" ? repository : `${host}/${repository}`;
}

/** A line that does not occur in the text, so that nothing in it can end the here-document. */
function toEndMarker(text: string): string {
  const lines = new Set(text.split("\n").map((line) => line.trim()));
  let marker = "END_OF_NOTES";
  while (lines.has(marker)) marker += "_";
  return marker;
}
