import * as z from "zod";
import { BUMPS, CHANGE_KINDS } from "../model/rule.ts";
import { MARKS_SCHEMA, PIN_SCHEMA, PULL_REQUEST_SCHEMA } from "./context-parts.ts";

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
  pull_requests: z
    .array(
      z.strictObject({
        number: z.number().int().meta({ description: "Its number" }),
        url: z.string().nullable().meta({ description: "Its page" }),
      }),
    )
    .meta({ description: "The pull requests that brought the commit; none for a direct push" }),
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
    verdict: z.string().nullable().meta({
      description:
        "One line: how large a step the changes ask for, and which tools the flow gains or loses; null where that cannot be told",
    }),
    required_bump: z.enum(BUMPS).nullable().meta({
      description: "Step of the version number that the changes ask for: `none`, `patch`, `minor` or `major`; null for the first version",
    }),
    capabilities: z
      .strictObject({
        gained: z.array(z.string()).meta({ description: "Names of those that it has and its predecessor had not" }),
        lost: z.array(z.string()).meta({ description: "Names of those that its predecessor had and it has not" }),
      })
      .meta({ description: "Tools and permissions of the flow" }),
    changes: z
      .array(
        z.strictObject({
          text: z.string().meta({ description: "What changed, in a line" }),
          breaking: z.boolean().meta({ description: "Asks for a major step" }),
          rule: z.string().nullable().meta({ description: "Id of the rule that tells so, see rules.md" }),
          kind: z.enum(CHANGE_KINDS).meta({ description: "`added`, `removed`, `renamed`, `moved` or `changed`" }),
        }),
      )
      .meta({ description: "What differs from the predecessor in the words of flows, breaking changes first" }),
    changes_left_out: z.number().int().meta({ description: "Changes not in the list because there are too many" }),
    summary: z.array(z.string()).meta({ description: "For the first version, what the flow is made of; empty otherwise" }),
    graph: z
      .string()
      .nullable()
      .meta({ description: "The flow's graph as text, with what changed in it; null where nothing did. Goes between `fence`s" }),
    own_notes: z.string().nullable().meta({
      description:
        "What people wrote about the version, Markdown: the text of `<flow>/<version>.md`, or of a fenced block of a pull request",
    }),
    forge_notes: z.string().nullable().meta({ description: "With `notes: github`, what GitHub itself wrote, Markdown" }),
    format: z.enum(["custom", "conventional", "github"]).meta({ description: "The setting `notes`" }),
    pull_requests: z.array(PULL_REQUEST_SCHEMA).meta({ description: "Pull requests that brought the commits, each once, newest first" }),
    pull_requests_left_out: z.number().int().meta({ description: "Pull requests not in the list because the notes would be too long" }),
    direct_commits: z.array(commit).meta({ description: "Those of `commits` that no pull request brought" }),
    direct_commits_left_out: z.number().int().meta({ description: "Such commits not in the list because the notes would be too long" }),
    contributors: z
      .array(
        z.strictObject({
          name: z.string().meta({ description: "Login or name, never a mention" }),
          url: z.string().nullable().meta({ description: "Their page" }),
          pull_request: z
            .strictObject({
              number: z.number().int().meta({ description: "Its number" }),
              url: z.string().nullable().meta({ description: "Its page" }),
            })
            .nullable()
            .meta({ description: "Their first pull request" }),
        }),
      )
      .meta({ description: "With `credits`, people whose first commit of all landed with this version" }),
    content_digest: z.string().meta({
      description: "`sha256:` and the hash of the version file and all files that it references; without any, the same as `digest`",
    }),
    files: z
      .array(
        z.strictObject({
          path: z.string().meta({ description: "Path in the registry" }),
          digest: z.string().meta({ description: "`sha256:` and the file's hash" }),
        }),
      )
      .meta({ description: "Files of the flow's folder that the version references" }),
    marks: MARKS_SCHEMA,
    pin: PIN_SCHEMA,
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
    fence: z.string().meta({ description: "Code fence that is long enough for `diff` and `graph`" }),
  })
  .meta({ title: "Context of a release notes template" });

export type NotesContext = z.infer<typeof NOTES_CONTEXT_SCHEMA>;
export type CommitContext = NotesContext["commits"][number];
