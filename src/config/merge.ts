import type { Config } from "./config.ts";
import type { FormatName, GuardConfig, GuardRoot, SchemaSource } from "./guard.ts";
import { IGNORED_LABELS, type Ignore } from "./marks.ts";
import type { ConfigFile } from "./schema.ts";

/**
 * The settings that hold: overrides before the file, the file before the defaults. A root that is overridden by path
 * alone keeps the tag template that the file gives it, so that choosing one root never renames its tags.
 */
export function mergeConfig(defaults: Config, file: ConfigFile, overrides: ConfigFile): Config {
  const tag = overrides.tag ?? file.tag ?? defaults.tag;
  const roots = overrides.roots ?? file.roots;
  const latest = overrides.latest ?? file.latest;
  return {
    roots:
      roots?.map(({ path, tag: own }) => ({ path, tag: own ?? file.roots?.find((known) => known.path === path)?.tag ?? tag })) ??
      defaults.roots,
    tag,
    branch: overrides.branch ?? file.branch ?? defaults.branch,
    target: overrides.target ?? file.target ?? defaults.target,
    prerelease: overrides.prerelease ?? file.prerelease ?? defaults.prerelease,
    latest: latest === undefined ? defaults.latest : latest === "none" ? null : latest,
    title: overrides.title ?? file.title ?? defaults.title,
    template: overrides.template ?? file.template ?? defaults.template,
    notes: overrides.notes ?? file.notes ?? defaults.notes,
    draft: overrides.draft ?? file.draft ?? defaults.draft,
    tagsPerPush: overrides["tags-per-push"] ?? file["tags-per-push"] ?? defaults.tagsPerPush,
    assets: overrides.assets ?? file.assets ?? defaults.assets,
    signingFormat: overrides["signing-format"] ?? file["signing-format"] ?? defaults.signingFormat,
    issue: overrides.issue ?? file.issue ?? defaults.issue,
    release: overrides.release ?? file.release ?? defaults.release,
    indexBranch: overrides["index-branch"] ?? file["index-branch"] ?? defaults.indexBranch,
    releasedComment: overrides["released-comment"] ?? file["released-comment"] ?? defaults.releasedComment,
    releasedLabel: overrides["released-label"] ?? file["released-label"] ?? defaults.releasedLabel,
    credits: overrides.credits ?? file.credits ?? defaults.credits,
    ignore: file.ignore === undefined ? defaults.ignore : toIgnore(file.ignore),
    yanked: file.yanked?.map(({ root, ...yank }) => ({ ...yank, root: root ?? null })) ?? defaults.yanked,
    deprecated:
      file.deprecated?.map(({ flow, versions, since, use, reason, root }) => ({
        flow,
        versions: versions ?? null,
        since: since ?? null,
        use: use ?? null,
        reason: reason ?? null,
        root: root ?? null,
      })) ?? defaults.deprecated,
    guard: mergeGuard(defaults.guard, file, overrides),
  };
}

/** Everything about the check but the comment is part of the registry, so that it is the same wherever the check runs. */
function mergeGuard(defaults: GuardConfig, file: ConfigFile, overrides: ConfigFile): GuardConfig {
  return {
    rules: file.rules ?? defaults.rules,
    roots: new Map((file.roots ?? []).flatMap(toGuardRoot)),
    flows: new Map(Object.entries(file.flows ?? {}).map(([flow, { rules }]) => [flow, { rules: rules ?? {} }])),
    format: toFormat(file.format) ?? defaults.format,
    schema: toSchemaSource(file.schema) ?? defaults.schema,
    prompts: file.prompts ?? defaults.prompts,
    responseSchemas: file["response-schemas"] ?? defaults.responseSchemas,
    comment: overrides.comment ?? file.comment ?? defaults.comment,
  };
}

/** Of a root that says nothing about the check, what holds for the registry holds. */
function toGuardRoot({ path, rules, format, schema }: NonNullable<ConfigFile["roots"]>[number]): readonly (readonly [string, GuardRoot])[] {
  const root = { rules: rules ?? {}, format: toFormat(format), schema: toSchemaSource(schema) };
  return rules === undefined && root.format === null && root.schema === null ? [] : [[path, root]];
}

function toFormat(format: ConfigFile["format"]): FormatName | null {
  return format === undefined || format === "auto" ? null : format;
}

function toSchemaSource(schema: ConfigFile["schema"]): SchemaSource | null {
  if (schema === undefined) return null;
  return typeof schema === "string" ? { kind: "one", path: schema } : { kind: "by-version", paths: new Map(Object.entries(schema)) };
}

function toIgnore({ labels = [], authors = [], paths = [], replace = false }: NonNullable<ConfigFile["ignore"]>): Ignore {
  return { labels: replace ? labels : [...IGNORED_LABELS, ...labels], authors, paths };
}
