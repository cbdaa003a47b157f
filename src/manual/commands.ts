import type { CreateRelease, CreateTag, MarkLatest } from "../model/plan.ts";
import { renderCommand } from "./quote.ts";

/** Where `gh` makes releases, and how the notes are rendered on the person's machine. */
export interface ReleaseSite {
  readonly host: string;
  /** `owner/repo` */
  readonly repository: string;
  /** Words of the command that prints the notes of the `<flow>@<version>` that follows, such as `flow-tagbot notes`. */
  readonly notesCommand: readonly string[];
}

/** Makes the very tag of the action and pushes it; without remote it stays in the repository. Run in a clone that has the target. */
export function renderTagCommands(action: CreateTag, remote: string | null): readonly string[] {
  const lines = action.message.replace(/\n$/, "").split("\n");
  const make = renderCommand(["git", "tag", "-a", "--cleanup=verbatim", "-F", "-", "--", action.tag, action.target]);
  const tag = `${renderCommand(["printf", "%s\\n", ...lines])} | GIT_COMMITTER_DATE=${renderCommand([action.date])} ${make}`;
  return remote === null ? [tag] : [tag, renderCommand(["git", "push", remote, `refs/tags/${action.tag}`])];
}

/** Creates the release of the action on its existing tag, with freshly rendered notes. */
export function renderReleaseCommand(action: CreateRelease, site: ReleaseSite): string {
  const notes = renderCommand([...site.notesCommand, `${action.flow}@${action.version}`]);
  const flags = [
    `--latest=${action.latest ? "true" : "false"}`,
    ...(action.prerelease ? ["--prerelease"] : []),
    ...(action.draft ? ["--draft"] : []),
  ];
  const create = [
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
  ];
  return `${notes} | ${renderCommand(create)}`;
}

/** Gives the "latest" badge to the release of the action. */
export function renderLatestCommand(action: MarkLatest, site: ReleaseSite): string {
  return renderCommand(["gh", "release", "edit", action.tag, "--latest", "-R", toGhRepository(site)]);
}

/** The `[HOST/]OWNER/REPO` of `gh -R`. */
export function toGhRepository({ host, repository }: ReleaseSite): string {
  return host === "github.com" ? repository : `${host}/${repository}`;
}
