import * as z from "zod";

const commit = z.strictObject({
  sha: z.string().meta({ description: "Full commit id" }),
  short: z.string().meta({ description: "First ten characters of the commit id" }),
  subject: z.string().meta({ description: "First line of the message" }),
  title: z.string().meta({ description: "The subject; for a merge, the title of what was merged" }),
  author: z.string().meta({ description: "Author's name, never a mention" }),
  date: z.string().meta({ description: "Commit date, ISO 8601, UTC" }),
  url: z.string().nullable().meta({ description: "Page of the commit" }),
  type: z.string().nullable().meta({ description: "Conventional type in lower case (`feat`, `fix`, …); null for another kind of message" }),
  scope: z.string().nullable().meta({ description: "Conventional scope" }),
  breaking: z.boolean().meta({ description: "Marked by `!` or by a `BREAKING CHANGE` footer" }),
  description: z.string().meta({ description: "Title without type and scope" }),
  body: z.string().meta({ description: "Message between subject and footers" }),
  breaking_note: z.string().nullable().meta({ description: "Text of the `BREAKING CHANGE` footer" }),
  footers: z
    .array(
      z.strictObject({
        token: z.string().meta({ description: "`Refs`, `Closes`, …" }),
        value: z.string().meta({ description: "The text after it" }),
      }),
    )
    .meta({ description: "Trailers of the message, without those that name people" }),
});

/** What a notes template sees. Every text from outside is already harmless in Markdown: no mention, reference or markup comes of it. */
export const NOTES_CONTEXT_SCHEMA = z
  .strictObject({
    flow: z.string().meta({ description: "Name of the flow" }),
    version: z.string().meta({ description: "The version" }),
    kind: z.enum(["stable", "prerelease", "variant"]).meta({ description: "`stable`, `prerelease` or `variant`" }),
    tag: z.string().meta({ description: "Name of the tag" }),
    path: z.string().meta({ description: "Path of the version file in the registry" }),
    target: z.string().meta({ description: "Full id of the tagged commit" }),
    date: z.string().meta({ description: "Date of the tagged commit, ISO 8601, UTC" }),
    digest: z.string().meta({ description: "`sha256:` and the hash of the version file" }),
    initial: z.boolean().meta({ description: "True for the first version of its line" }),
    previous: z
      .strictObject({ version: z.string().meta({ description: "The version before" }), tag: z.string().meta({ description: "Its tag" }) })
      .nullable()
      .meta({ description: "Predecessor in the same version line; null for the first" }),
    compare_url: z.string().nullable().meta({ description: "Page that compares the two tags" }),
    repository_url: z.string().nullable().meta({ description: "Page of the registry" }),
    commits: z.array(commit).meta({ description: "Commits that touched the flow since the predecessor, newest first" }),
    commits_left_out: z.number().int().meta({ description: "Commits not in the list because the notes would be too long" }),
    groups: z
      .array(
        z.strictObject({
          title: z.string().meta({ description: "`Breaking changes`, `Features`, `Fixes` or `Other changes`" }),
          commits: z.array(commit).meta({ description: "The group's commits, as in `commits`" }),
        }),
      )
      .meta({ description: "The same commits by conventional type, groups without commits left out" }),
    diff: z.string().nullable().meta({
      description: "Unified diff of the version file against its predecessor; null for the first version or without a difference",
    }),
    fence: z.string().meta({ description: "Code fence that is long enough for `diff`" }),
  })
  .meta({ title: "Context of a release notes template" });

export type NotesContext = z.infer<typeof NOTES_CONTEXT_SCHEMA>;
export type CommitContext = NotesContext["commits"][number];
