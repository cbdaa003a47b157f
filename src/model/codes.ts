/**
 * The closed list of everything that can be wrong, with the class that tells who acts:
 * `yours` (a person changes something), `passing` (a later run can succeed), `bug` (ours). What each means and what to
 * do is in catalogue.ts, which does not compile while it lacks one.
 */
export const CODES = {
  "config-unreadable": { class: "yours", headline: "The configuration file cannot be read" },
  "config-syntax": { class: "yours", headline: "The configuration file is not valid YAML" },
  "config-invalid": { class: "yours", headline: "A value in the configuration file is not valid" },
  "input-invalid": { class: "yours", headline: "An input is not valid" },
  "token-argument": { class: "yours", headline: "A token was passed as an argument" },
  "root-missing": { class: "yours", headline: "A configured root does not exist on the branch" },
  "version-name-v": { class: "yours", headline: "A version file's name starts with v" },
  "version-name-zero": { class: "yours", headline: "A version file's name has a leading zero" },
  "version-name-short": { class: "yours", headline: "A version file's name is not a full semantic version" },
  "not-a-version": { class: "yours", headline: "A YAML file's name is not a version" },
  unversioned: { class: "yours", headline: "A flow file has no version" },
  "flow-name-missing": { class: "yours", headline: "A version file lies directly in a root" },
  "flow-name-unsafe": { class: "yours", headline: "A flow's name cannot be used in refs, shells and URLs" },
  "flow-name-case": { class: "yours", headline: "Two flows differ only in case" },
  "version-twins": { class: "yours", headline: "A version has both a .yml and a .yaml file" },
  "version-link": { class: "yours", headline: "A version file is a symbolic link" },
  "version-not-a-file": { class: "yours", headline: "A version file is a submodule" },
  "version-yaml-invalid": { class: "yours", headline: "A version file is not valid YAML" },
  "version-yaml-was-invalid": { class: "yours", headline: "A version file was not valid YAML when it was added" },
  "tag-name-invalid": { class: "yours", headline: "A tag name is not a valid ref" },
  "tag-clash": { class: "yours", headline: "Two versions render to one tag" },
  "tag-nesting": { class: "yours", headline: "A tag name is a folder of another tag name" },
  "tag-elsewhere": { class: "yours", headline: "A tag points at another commit" },
  "file-re-added": { class: "yours", headline: "A published version was deleted and added again with other content" },
  "file-changed": { class: "yours", headline: "A published version file was changed" },
  "version-unknown": { class: "yours", headline: "No such flow or version in the registry" },
  "template-invalid": { class: "yours", headline: "The notes template does not work" },
  "context-invalid": { class: "yours", headline: "The values for a notes template are not complete" },
  "template-missing": { class: "yours", headline: "The notes template is not on the release branch" },
  "not-a-repository": { class: "yours", headline: "This folder is not a git repository" },
  "no-work-tree": { class: "yours", headline: "Nothing is checked out here" },
  "file-exists": { class: "yours", headline: "A file that would be written is there already" },
  "file-not-written": { class: "yours", headline: "A file could not be written" },
  "path-outside": { class: "yours", headline: "A path leads out of the repository" },
  "not-trusted": { class: "yours", headline: "The repository belongs to another user" },
  "branch-missing": { class: "yours", headline: "The release branch does not exist" },
  "branch-not-pushed": { class: "yours", headline: "The release branch is not on the remote" },
  "history-shallow": { class: "yours", headline: "The history is cut off" },
  "git-missing": { class: "yours", headline: "git cannot be started" },
  "git-auth": { class: "yours", headline: "The git server refused the credentials" },
  "git-network": { class: "passing", headline: "The git server could not be reached" },
  "git-failed": { class: "passing", headline: "git failed" },
  "push-workflow": { class: "yours", headline: "The token may not push a commit with these workflow files" },
  "push-ruleset": { class: "yours", headline: "A ruleset or tag protection refuses the tag" },
  "push-denied": { class: "yours", headline: "The token may not write to the repository" },
  "push-sso": { class: "yours", headline: "The credential that pushes is not authorised for single sign-on" },
  "push-refused": { class: "yours", headline: "The server refused the tag" },
  "push-failed": { class: "passing", headline: "The tag could not be pushed" },
  "ssh-key-invalid": { class: "yours", headline: "The SSH key cannot be used" },
  "ssh-key-refused": { class: "yours", headline: "The server does not accept the SSH key" },
  "ssh-host-unknown": { class: "yours", headline: "The SSH server's host key is not the expected one" },
  "signing-key-missing": { class: "yours", headline: "Tags are to be signed, and there is no key" },
  "signing-key-invalid": { class: "yours", headline: "The signing key cannot be used" },
  "signing-key-expired": { class: "yours", headline: "The signing key is expired or revoked" },
  "signing-key-mismatch": { class: "yours", headline: "The signing key is not the tagger's" },
  "signing-failed": { class: "yours", headline: "A tag could not be signed" },
  "event-unsafe": { class: "yours", headline: "This event must not write" },
  "registry-private": { class: "yours", headline: "Tags would publish a private registry's commits" },
  "issue-not-written": { class: "yours", headline: "The issue with manual steps could not be written" },
  "comment-not-written": { class: "yours", headline: "The comment on the pull request could not be written" },
  "forge-unknown": { class: "yours", headline: "The forge cannot be told from the remote" },
  "forge-unsupported": { class: "yours", headline: "This forge is not supported" },
  "forge-auth": { class: "yours", headline: "The server refused the token" },
  "forge-denied": { class: "yours", headline: "The token lacks a permission" },
  "forge-sso": { class: "yours", headline: "The token is not authorised for the organisation's single sign-on" },
  "forge-rate-limit": { class: "passing", headline: "A rate limit was reached" },
  "forge-invalid": { class: "yours", headline: "The server refused the request as invalid" },
  "forge-unreachable": { class: "passing", headline: "The server could not be reached or failed" },
  "forge-unreadable": { class: "passing", headline: "The server's answer cannot be understood" },
  "release-workflow": { class: "yours", headline: "The token may not release a commit with these workflow files" },
  "release-ruleset": { class: "yours", headline: "A ruleset refuses the release" },
  "release-immutable": { class: "yours", headline: "The tag name belongs to an immutable release" },
  "mark-unknown": { class: "yours", headline: "A yanked or deprecated version is not in the registry" },
  "release-edited": { class: "yours", headline: "A release's text was edited by a person" },
  "latest-immutable": { class: "yours", headline: "The latest badge cannot be given to an immutable release" },
  "plan-invalid": { class: "yours", headline: "The plan file is not a plan of this version" },
  "plan-outdated": { class: "yours", headline: "The branch or a tag moved since the plan was made" },
  "index-invalid": { class: "yours", headline: "A file is not an index of a registry" },
  "index-not-published": { class: "yours", headline: "The index could not be published" },
  internal: { class: "bug", headline: "An error in flow-tagbot" },
} as const satisfies Record<string, { readonly class: "yours" | "passing" | "bug"; readonly headline: string }>;

export type Code = keyof typeof CODES;

/** The page made of the catalogue, for people who have no clone. */
export const DOCS_URL = "https://github.com/flow-tagbot/flow-tagbot/blob/main/docs/errors.md";

/** Where a code is explained, as a path in this project. */
export function docsAnchor(code: Code): string {
  return `docs/errors.md#${code}`;
}

/** Where a code is explained, as an address. */
export function docsUrl(code: Code): string {
  return `${DOCS_URL}#${code}`;
}
