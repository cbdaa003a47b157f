import type { Explanations } from "./explanation.ts";

export const CONFIGURATION = {
  "config-unreadable": {
    cause:
      "The configuration file that `config` names is not on the release branch, or the file that `--config` names cannot be read from disk. Only the default file, `.github/flow-tagbot.yml`, may be missing.",
    fix: "Correct the path, or commit the file to the release branch. Remove the setting to go without a configuration file.",
  },
  "config-syntax": {
    cause:
      "The file cannot be read as YAML at the line that is named: wrong indentation, a missing quote, a key that is there twice, or aliases that multiply.",
    fix: "Correct the named line. Quote values that contain `: `, `#`, `{` or `*`, and write values out instead of repeating them by alias.",
  },
  "config-invalid": {
    cause:
      "A key does not exist, or its value is not one that it takes. Unknown keys are errors, so that a misspelt setting is not silently without effect.",
    fix: "Change the value as the message says, and remove or correct unknown keys. An editor that knows `docs/config.schema.json` checks the file while you type.",
  },
  "input-invalid": {
    cause:
      "An input of the action or a flag of the command does not exist, or its value is not one that it takes. As a warning it is about inputs of a run that was started by hand: only `flow`, `version` and `dry-run` can be given there.",
    fix: "Change the value as the message says, in the workflow's `with:` or on the command line. `flow-tagbot apply --help` explains every flag.",
  },
  "token-argument": {
    cause:
      "A token was given as `--token`. Arguments of a process can be read by other users of the machine and stay in the shell's history.",
    fix: "Put the token into the environment variable `GITHUB_TOKEN`, or log in with `gh auth login`. Revoke the token if others use the machine.",
  },
  "root-missing": {
    cause: "A folder listed under `roots` does not exist on the release branch, or holds no file. Git keeps no empty folders.",
    fix: "Correct the path in `roots` (relative to the repository, with forward slashes and the exact case), or add the folder to the branch.",
  },
  "event-unsafe": {
    cause:
      "The run was told to write (`mode: apply`) on an event that outsiders can trigger or that does not follow the release branch, such as `pull_request` from a fork or `pull_request_target`. Whoever opens a pull request could make it publish.",
    fix: "Remove `mode: apply`: with `mode: auto` the action writes on `push`, `schedule` and `workflow_dispatch` and only checks or plans on every other event. Use a separate workflow for releases if this one has to run on pull requests.",
  },
  "registry-private": {
    cause:
      "`registry` names a private repository, and the tags would go to a public one. A tag brings its commit along with everything before it, so the whole private history would become public.",
    fix: "Make the tags in a private repository, or in the registry itself (without `registry`). If the registry may be public, make it public first.",
  },
} as const satisfies Explanations;
