import type { Config } from "./config.ts";
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
  };
}
