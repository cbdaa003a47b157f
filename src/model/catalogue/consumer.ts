import type { Explanations } from "./explanation.ts";

export const REFERENCES = {
  "reference-invalid": {
    cause:
      "A reference is not of the form `<flow>[@<registry>][#<ref>]`: a part is empty, there twice, or has characters that none of its names can have. The message names the column.",
    fix: "Write it as the message says, such as `code_review@team#^1.2`, and put it into quotes in a shell. A local file starts with `./` or `/`. The grammar is in `docs/references.md`.",
  },
  "range-unsupported": {
    cause: "What follows `#` looks like a range of versions and is none that can be understood without guessing, such as `!=1.2.0`.",
    fix: "Use the equivalent that the message names. `docs/versions.md` has the table of ranges, with npm's and Poetry's spelling.",
  },
  "registry-unknown": {
    cause: "The reference names a registry that is not configured, or none, and there is no default registry.",
    fix: "Add it with `flow-tagbot registry add <name> <source> [--default]`, or name the repository itself: `code_review@owner/repo`. `flow-tagbot registry list` shows those that are there.",
  },
  "flow-unknown": {
    cause:
      "The registry holds no flow of that name at the commit that was looked at. Names are the path of the flow's folder below its root, with the exact case.",
    fix: "Take one of the names in the message, or look with `flow-tagbot list <registry>`. A new flow that is only on a branch needs the branch: `code_review#feature/x`.",
  },
  "flow-ambiguous": {
    cause:
      "Several roots of the registry hold a flow of that name, or several files are this version of it, and nothing says which is meant.",
    fix: "Choose the root with `--root <path>` (or `root:` of the registry in `registries.yml`), or name the version's own tag after `#`.",
  },
  "range-unsatisfied": {
    cause:
      "No published version is in the range. Ranges take stable versions only: no prereleases, no variants and nothing that was yanked. The message says what was left out.",
    fix: "Take a range or version that is there (`flow-tagbot versions <flow>`), add `--prerelease` to take prereleases too, or name the exact version.",
  },
  "ref-unknown": {
    cause: "The registry has no branch or tag of that name, and no commit that begins so.",
    fix: "Take one of the names in the message. A commit needs at least 7 of its digits; one that no branch and no tag leads to may not be available.",
  },
  "ref-ambiguous": {
    cause:
      "The name after `#` means several things: a branch and a tag of the same name, or more than one commit that begins with these digits.",
    fix: "Spell it out: `#refs/tags/<name>` or `#refs/heads/<name>`, or more digits of the commit.",
  },
  "ref-on-path": {
    cause: "The registry is a folder that is read as it lies on disk, and has no tags, branches or commits to choose from.",
    fix: "Leave out `#…`, or add the folder as a git repository: `flow-tagbot registry add <name> <path> --type git`.",
  },
  "version-yanked": {
    cause: "The reference names a version that nobody should use any more, for the reason in the message. Ranges never give it.",
    fix: "Take another version: `flow-tagbot versions <flow>` shows which there are.",
  },
  "version-deprecated": {
    cause: "The version has a successor or an end, as the message says. It still works.",
    fix: "Move to the successor when that suits you.",
  },
  "version-file-missing": {
    cause: "The tag, branch or commit exists, and the version's file is not in it, is a symbolic link or a submodule, or is no YAML.",
    fix: "Tell the registry's maintainers: `flow-tagbot verify` shows them such tags. Meanwhile take another version.",
  },
} as const satisfies Explanations;

export const REGISTRIES = {
  "registries-invalid": {
    cause: "`registries.yml` cannot be read: it is no YAML, has unknown keys, or a registry in it lacks its source. Nothing was changed.",
    fix: "Correct the line that is named, or delete the file and add the registries again with `flow-tagbot registry add`.",
  },
  "registry-name-invalid": {
    cause:
      "A registry's name starts with a letter and holds letters, digits, `-` and `_` only. Names that systems reserve for devices (`con`, `nul`, …) are refused, and so is one that differs from another only in case, `-` or `_`.",
    fix: "Choose another name, such as `team` or `acme-flows`.",
  },
  "registry-source-invalid": {
    cause:
      "A registry's source is an `owner/repo` of GitHub, a git URL (https or ssh), or a path that starts with `.` or `/`. URLs with a password or token in them are refused, since the file would keep it.",
    fix: "Correct the source. Credentials come from the environment, `gh auth login` or git's credential helper: see `docs/registries.md`.",
  },
  "registry-config-invalid": {
    cause:
      "The registry's own `.github/flow-tagbot.yml`, or its `index.yaml`, cannot be read, so that nobody can tell which of its versions were yanked, or where its flows lie.",
    fix: "Tell the registry's maintainers. A full commit id or the name of a tag after `#` works meanwhile.",
  },
  "registry-too-large": {
    cause:
      "What the registry gave is beyond the limits: a file, all files of a flow together, or the number of files. Nothing of it was kept.",
    fix: "Look at the flow's folder in the registry. Files that do not belong to a flow should not lie beside it.",
  },
  "registry-unsafe": {
    cause:
      "A path in the registry would lead out of the folder that it is copied to, or cannot be written on this system: `..`, a device name, a backslash, or two names that differ only in case.",
    fix: "Tell the registry's maintainers, and do not use this version.",
  },
} as const satisfies Explanations;

export const CACHE = {
  "digest-mismatch": {
    cause:
      "The bytes are not those that were published: the digest in the tag's message, in the registry's index or in `flows.lock` is another one. Somebody moved the tag, or something between here and the registry changed the file.",
    fix: "Do not use it before it is clear why. `git log --all -- <path>` in the registry shows what happened. `--allow-drift` accepts the new bytes.",
  },
  "offline-missing": {
    cause: "Network was forbidden with `--offline`, or the registry could not be reached, and what is needed is not in the cache.",
    fix: "Run `flow-tagbot fetch <reference>` once with network: a full commit or an exact version stays usable without it. `--allow-stale` accepts the last known answer for a range or a branch.",
  },
  "answer-stale": {
    cause: "The registry could not be asked, and the last known answer was taken, as `--allow-stale` or `--offline` allows.",
    fix: "Run again with network when it matters that the answer is the newest.",
  },
  "frozen-missing": {
    cause:
      "`--frozen` allows only what `flows.lock` says, and it has no entry for this reference, one for another reference of the same name, or one that the reference cannot mean: another version, flow or registry.",
    fix: "Run `flow-tagbot lock` without `--frozen`, look at what changed in `flows.lock`, and commit it.",
  },
  "cache-invalid": {
    cause: "An entry of the cache is not what its marker says: a file was changed, removed or added after it was fetched.",
    fix: "Nothing needs to be done: such an entry is removed when it is used, and fetched again. `flow-tagbot cache verify` looks at all of them.",
  },
  "cache-unwritable": {
    cause:
      "The cache's folder cannot be written: it belongs to somebody else, the disk is full, or a file lies where the folder should be. The system's own words are in the message.",
    fix: "Put right what the message names, or choose another folder with `--cache <dir>` or `FLOW_TAGBOT_CACHE`.",
  },
} as const satisfies Explanations;

export const LOCK = {
  "flows-file-invalid": {
    cause: "`flows.yml` cannot be read: it is missing, no YAML, or not a map of names to references.",
    fix: "Write one line for each flow: `review: code_review@team#^1.2`.",
  },
  "lock-invalid": {
    cause: "`flows.lock` cannot be read: it was edited or merged badly, or written by a newer flow-tagbot.",
    fix: "With conflict markers in it, take the file of one side, then run `flow-tagbot lock`: it adds what is missing and changes nothing else. Otherwise take it back with `git checkout flows.lock`, or delete it and run `flow-tagbot lock`.",
  },
  "lock-outdated": {
    cause:
      "`flows.lock` does not say the same as `flows.yml`: an entry is missing, too many, or for another reference or registry; or it is nothing that its reference can mean, or no longer what the registry gives.",
    fix: "Run `flow-tagbot lock`, look at what changed, and commit `flows.lock`.",
  },
} as const satisfies Explanations;
