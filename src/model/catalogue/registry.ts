import type { Explanations } from "./explanation.ts";

export const REGISTRY = {
  "version-name-v": {
    cause:
      "A version file is named like `v1.2.0.yml`. The file's name is the version, and a semantic version has no `v`; the file is skipped.",
    fix: "Rename it without the `v`, for example `git mv flow/v1.2.0.yml flow/1.2.0.yml`. The tag's `v` comes from the tag template.",
  },
  "version-name-zero": {
    cause:
      "A version file is named like `1.02.0.yml`. Semantic versions have no leading zeros, since `1.02.0` and `1.2.0` would be two names of one version; the file is skipped.",
    fix: "Rename it to the name that the message gives.",
  },
  "version-name-short": {
    cause:
      "A version file is named like `1.2.yml`. A semantic version has three numbers, and guessing the third would publish a version that nobody chose; the file is skipped.",
    fix: "Rename it to a full version, such as `1.2.0.yml`.",
  },
  "not-a-version": {
    cause:
      "A YAML file lies among the versions of a flow, and its name is no semantic version, or its extension is not in lower case; it is skipped.",
    fix: "Rename it to `<major>.<minor>.<patch>.yml` if it is a version of the flow. If it is something else, leave it, or move it out of the folder to be rid of the warning.",
  },
  unversioned: {
    cause:
      "A flow is kept as one flat file, without a folder of versions, so nothing says which version it is. It gets no tag; versions are never guessed.",
    fix: "Move it into a folder named after the flow, with its version as its name: `code_review.yml` becomes `code_review/1.0.0.yml`. Delete it if a folder of that name exists already.",
  },
  "flow-name-missing": {
    cause:
      "A version file lies directly in a root (or at the top of the repository). The flow is named after the folder of its versions, and here there is none.",
    fix: "Move the file into a folder named after the flow, for example `git mv flows/1.0.0.yml flows/code_review/1.0.0.yml`; or list the folder above as the root.",
  },
  "flow-name-unsafe": {
    cause:
      "The folder's name becomes part of tags, URLs and commands. Names with spaces, control characters, a leading hyphen or dot, or anything else that has to be quoted there are refused.",
    fix: "Rename the folder: ASCII letters, digits, `.`, `_` and `-`, starting with a letter or a digit.",
  },
  "flow-name-case": {
    cause:
      "The names of two flows differ in case only. On Windows and macOS their tags would be one file, and a clone would lose one of them.",
    fix: "Rename one of the two folders. A tag that exists already keeps its name; publish under the new name as a new flow.",
  },
  "version-twins": {
    cause: "One folder holds the same version twice, as `.yml` and as `.yaml`. One tag cannot hold both.",
    fix: "Delete one of the two files and commit.",
  },
  "version-link": {
    cause: "The version file is a symbolic link. What it points at can change without the link, so the version would not be immutable.",
    fix: "Replace the link by a copy of the file; `flow-tagbot plan` prints the commands.",
  },
  "version-not-a-file": {
    cause:
      "At the version file's path there is a submodule. A tag of this repository holds only the submodule's commit id, and no content.",
    fix: "Remove the submodule with `git rm`, and add the file itself under the same name.",
  },
  "version-yaml-invalid": {
    cause:
      "A version file that is not published yet cannot be read as YAML, so nobody who uses the flow could read it either. It gets no tag, since a tag could never be corrected.",
    fix: "Correct the file at the line that is named and merge it; the next run makes the tag.",
  },
  "version-yaml-was-invalid": {
    cause:
      "With `target: introduced` a tag belongs on the commit that added the file, and what the file held there is not valid YAML. It was corrected later, but the tag would hold the first content.",
    fix: "Publish the file under the next version's name (the commands are printed), or use `target: content`.",
  },
  "version-unknown": {
    cause: "The flow or the version that was asked for is not on the release branch, or the repository has no commit yet.",
    fix: "Look at `flow-tagbot list` for the names that there are. Flows are named by their path below the root, versions in full and without a `v`; push or merge what is only on another branch.",
  },
  "mark-unknown": {
    cause:
      "An entry of `yanked` or `deprecated` in the configuration names a flow, a version or a range that no version of the registry fits: most likely a typing error, so that the version which was meant is not marked. Ranges cover prereleases and variants only where they name them.",
    fix: "Correct the entry; `flow-tagbot list` shows all flows and versions. Remove it if its flow is gone for good.",
  },
} as const satisfies Explanations;
