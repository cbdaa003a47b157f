import * as z from "zod";
import { DIGEST as DIGEST_FORM } from "../model/digest.ts";

const SHA = z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/);
const DIGEST = z.string().regex(DIGEST_FORM);

const FILE = z.object({
  path: z.string().meta({ description: "Path in the registry" }),
  digest: DIGEST.meta({ description: "`sha256:` and the hash of the file's bytes" }),
});

const VERSION = z.object({
  version: z.string().meta({ description: "The version" }),
  kind: z.enum(["stable", "prerelease", "variant"]).meta({ description: "`stable`, `prerelease` or `variant`" }),
  path: z.string().meta({ description: "Path of the version file at `commit`" }),
  tag: z.string().meta({ description: "Name of the tag" }),
  commit: SHA.meta({ description: "Full id of the commit that the tag is on" }),
  date: z.string().meta({ description: "Date of that commit, ISO 8601, UTC" }),
  digest: DIGEST.meta({ description: "`sha256:` and the hash of the version file at `commit`" }),
  content_digest: DIGEST.meta({
    description: "Hash of the version file and of the files it references; without any, the same as `digest`",
  }),
  files: z.array(FILE).meta({ description: "Files that the version references, as they are at `commit`" }),
  previous: z
    .string()
    .nullable()
    .meta({ description: "The version before it in its line; null for the first one, and where the file is gone" }),
  yanked: z
    .object({ reason: z.string().meta({ description: "Why" }) })
    .nullable()
    .meta({ description: "That nobody should use it any more" }),
  deprecated: z
    .object({
      since: z.string().nullable().meta({ description: "Date, ISO 8601" }),
      use: z.string().nullable().meta({ description: "Successor: `flow` or `flow@range`" }),
      reason: z.string().nullable().meta({ description: "Why" }),
    })
    .nullable()
    .meta({ description: "That it has a successor or an end" }),
  withdrawn: z.boolean().meta({ description: "Its file is gone from the branch; the tag still has it" }),
  backport: z.boolean().meta({ description: "A higher stable version was there before it" }),
});

const FLOW = z.object({
  flow: z.string().meta({ description: "Name of the flow" }),
  folder: z.string().meta({ description: "Folder of the flow in the registry; two flows of one name lie in different folders" }),
  latest: z
    .string()
    .nullable()
    .meta({ description: "The highest stable version that is neither yanked nor withdrawn; null where there is none" }),
  versions: z.array(VERSION).meta({ description: "Lowest first, in the order of semantic versioning" }),
});

/** The index of a registry, `index.json`. Within `schema: 1` fields are only added. */
export const INDEX_SCHEMA = z
  .object({
    schema: z.literal(1).meta({ description: "Version of this shape: readers ignore what they do not know within it" }),
    branch: z.string().meta({ description: "The release branch" }),
    head: SHA.meta({ description: "Full id of the branch's newest commit when the index was made" }),
    flows: z.array(FLOW).meta({ description: "By name, then by folder; flows without a published version are left out" }),
  })
  .meta({ title: "Index of a flow registry" });

export type RegistryIndex = z.infer<typeof INDEX_SCHEMA>;
