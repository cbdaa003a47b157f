import * as z from "zod";

/** A pull request as templates see it. */
export const PULL_REQUEST_SCHEMA = z.strictObject({
  number: z.number().int().meta({ description: "Its number" }),
  title: z.string().meta({ description: "Its title" }),
  url: z.string().nullable().meta({ description: "Its page" }),
  author: z.string().nullable().meta({ description: "Login or name, never a mention" }),
  author_url: z.string().nullable().meta({ description: "The author's page" }),
  labels: z.array(z.string()).meta({ description: "Names of its labels" }),
  closes: z
    .array(
      z.strictObject({
        number: z.number().int().meta({ description: "Number of the issue" }),
        title: z.string().meta({ description: "Its title; empty where only the pull request's text tells of it" }),
        url: z.string().nullable().meta({ description: "Its page" }),
      }),
    )
    .meta({ description: "Issues that it closed" }),
});

/** What became of a version. The banner above the notes says it too, so that a template need not. */
export const MARKS_SCHEMA = z
  .strictObject({
    yanked: z.string().nullable().meta({ description: "Why nobody should use it any more" }),
    deprecated: z
      .strictObject({
        since: z.string().nullable().meta({ description: "From which date on" }),
        use: z.string().nullable().meta({ description: "What to use instead" }),
        reason: z.string().nullable().meta({ description: "The reason for it" }),
      })
      .nullable()
      .meta({ description: "That it has a successor or an end" }),
    backport: z.boolean().meta({ description: "A higher version was there before it" }),
    withdrawn: z.boolean().meta({ description: "Its file is gone from the release branch" }),
  })
  .meta({ description: "What became of the version; a banner above the notes says it as well" });

export const PIN_SCHEMA = z
  .strictObject({
    reference: z.string().meta({ description: "Flow and version as one word: `code_review#1.2.0`" }),
    commit: z.string().meta({ description: "Full id of the commit to read the file at" }),
    digest: z.string().meta({ description: "`sha256:` and the hash that the file has to have" }),
  })
  .meta({ description: "What a consumer needs to use exactly this version" });

export type PullRequestContext = z.infer<typeof PULL_REQUEST_SCHEMA>;
