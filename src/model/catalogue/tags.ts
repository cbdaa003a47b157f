import type { Explanations } from "./explanation.ts";

export const TAGS = {
  "tag-name-invalid": {
    cause:
      "The tag template, with this flow and version, makes a name that git does not take as a ref, or that shells and URLs would have to quote.",
    fix: "Change `tag` in the configuration, or rename the flow. Tag names may have ASCII letters, digits and `. _ + - /`.",
  },
  "tag-clash": {
    cause:
      "Two version files get one and the same tag, or tags that differ in case only: two roots hold a flow of one name, or, without roots, two folders have one name. No rule can tell whose tag it is.",
    fix: "List the folders under `roots` and give each a `tag` template of its own, such as `experimental-{flow}-v{version}`; or rename one of the folders. `flow-tagbot plan` prints the lines for the configuration.",
  },
  "tag-nesting": {
    cause:
      "Git keeps refs like files and folders: a tag `a` and a tag `a/b` cannot both exist. The tag of this version is a folder of another tag, or the other way round.",
    fix: "Change the tag template so that no tag's name is the beginning of another's up to a slash, or rename one of the flows. If the other tag is not needed, delete it: `git push origin --delete refs/tags/<tag>`.",
  },
  "tag-elsewhere": {
    cause:
      "The tag exists, but not on the commit that gave the file its content. Somebody or another tool made it, or the history of the branch was rewritten. Tags are never moved, because others may have fetched them.",
    fix: "Publish the content as the next version, and leave the tag as it is. If nobody can have used the tag, replace it deliberately: `flow-tagbot plan` prints the commands for both.",
  },
  "file-re-added": {
    cause:
      "The version was published, its file was deleted, and later a file with other content was added under the same name. The tag still holds what was published first.",
    fix: "Publish the new content as the next version, and put the old content back or delete the file. If nobody can have used the tag, replace it deliberately: `flow-tagbot plan` prints the commands.",
  },
  "file-changed": {
    cause:
      "The version file was edited after its version was published, so branch and tag hold different content under one version. Whoever pinned the version still gets the published content.",
    fix: "Publish the change as the next version and take it back in this file; `flow-tagbot plan` prints the commands. Reviews can prevent it: a published version file never changes.",
  },
} as const satisfies Explanations;
