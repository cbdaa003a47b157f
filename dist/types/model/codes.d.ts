/// <reference lib="esnext.disposable" />
/**
 * The closed list of everything that can be wrong, with the class that tells who acts:
 * `yours` (a person changes something), `passing` (a later run can succeed), `bug` (ours). What each means and what to
 * do is in catalogue.ts, which does not compile while it lacks one.
 */
export declare const CODES: {
    readonly "config-unreadable": {
        readonly class: "yours";
        readonly headline: "The configuration file cannot be read";
    };
    readonly "config-syntax": {
        readonly class: "yours";
        readonly headline: "The configuration file is not valid YAML";
    };
    readonly "config-invalid": {
        readonly class: "yours";
        readonly headline: "A value in the configuration file is not valid";
    };
    readonly "input-invalid": {
        readonly class: "yours";
        readonly headline: "An input is not valid";
    };
    readonly "token-argument": {
        readonly class: "yours";
        readonly headline: "A token was passed as an argument";
    };
    readonly "root-missing": {
        readonly class: "yours";
        readonly headline: "A configured root does not exist on the branch";
    };
    readonly "version-name-v": {
        readonly class: "yours";
        readonly headline: "A version file's name starts with v";
    };
    readonly "version-name-zero": {
        readonly class: "yours";
        readonly headline: "A version file's name has a leading zero";
    };
    readonly "version-name-short": {
        readonly class: "yours";
        readonly headline: "A version file's name is not a full semantic version";
    };
    readonly "not-a-version": {
        readonly class: "yours";
        readonly headline: "A YAML file's name is not a version";
    };
    readonly unversioned: {
        readonly class: "yours";
        readonly headline: "A flow file has no version";
    };
    readonly "flow-name-missing": {
        readonly class: "yours";
        readonly headline: "A version file lies directly in a root";
    };
    readonly "flow-name-unsafe": {
        readonly class: "yours";
        readonly headline: "A flow's name cannot be used in refs, shells and URLs";
    };
    readonly "flow-name-case": {
        readonly class: "yours";
        readonly headline: "Two flows differ only in case";
    };
    readonly "version-twins": {
        readonly class: "yours";
        readonly headline: "A version has both a .yml and a .yaml file";
    };
    readonly "version-link": {
        readonly class: "yours";
        readonly headline: "A version file is a symbolic link";
    };
    readonly "version-not-a-file": {
        readonly class: "yours";
        readonly headline: "A version file is a submodule";
    };
    readonly "version-yaml-invalid": {
        readonly class: "yours";
        readonly headline: "A version file is not valid YAML";
    };
    readonly "version-yaml-was-invalid": {
        readonly class: "yours";
        readonly headline: "A version file was not valid YAML when it was added";
    };
    readonly "tag-name-invalid": {
        readonly class: "yours";
        readonly headline: "A tag name is not a valid ref";
    };
    readonly "tag-clash": {
        readonly class: "yours";
        readonly headline: "Two versions render to one tag";
    };
    readonly "tag-nesting": {
        readonly class: "yours";
        readonly headline: "A tag name is a folder of another tag name";
    };
    readonly "tag-elsewhere": {
        readonly class: "yours";
        readonly headline: "A tag points at another commit";
    };
    readonly "file-re-added": {
        readonly class: "yours";
        readonly headline: "A published version was deleted and added again with other content";
    };
    readonly "file-changed": {
        readonly class: "yours";
        readonly headline: "A published version file was changed";
    };
    readonly "version-unknown": {
        readonly class: "yours";
        readonly headline: "No such flow or version in the registry";
    };
    readonly "template-invalid": {
        readonly class: "yours";
        readonly headline: "The notes template does not work";
    };
    readonly "context-invalid": {
        readonly class: "yours";
        readonly headline: "The values for a notes template are not complete";
    };
    readonly "template-missing": {
        readonly class: "yours";
        readonly headline: "The notes template is not on the release branch";
    };
    readonly "not-a-repository": {
        readonly class: "yours";
        readonly headline: "This folder is not a git repository";
    };
    readonly "no-work-tree": {
        readonly class: "yours";
        readonly headline: "Nothing is checked out here";
    };
    readonly "file-exists": {
        readonly class: "yours";
        readonly headline: "A file that would be written is there already";
    };
    readonly "file-not-written": {
        readonly class: "yours";
        readonly headline: "A file could not be written";
    };
    readonly "path-outside": {
        readonly class: "yours";
        readonly headline: "A path leads out of the repository";
    };
    readonly "not-trusted": {
        readonly class: "yours";
        readonly headline: "The repository belongs to another user";
    };
    readonly "branch-missing": {
        readonly class: "yours";
        readonly headline: "The release branch does not exist";
    };
    readonly "branch-not-pushed": {
        readonly class: "yours";
        readonly headline: "The release branch is not on the remote";
    };
    readonly "history-shallow": {
        readonly class: "yours";
        readonly headline: "The history is cut off";
    };
    readonly "git-missing": {
        readonly class: "yours";
        readonly headline: "git cannot be started";
    };
    readonly "git-auth": {
        readonly class: "yours";
        readonly headline: "The git server refused the credentials";
    };
    readonly "git-moved": {
        readonly class: "yours";
        readonly headline: "The git server sends on to another address";
    };
    readonly "git-network": {
        readonly class: "passing";
        readonly headline: "The git server could not be reached";
    };
    readonly "git-failed": {
        readonly class: "passing";
        readonly headline: "git failed";
    };
    readonly "push-workflow": {
        readonly class: "yours";
        readonly headline: "The token may not push a commit with these workflow files";
    };
    readonly "push-ruleset": {
        readonly class: "yours";
        readonly headline: "A ruleset or tag protection refuses the tag";
    };
    readonly "push-denied": {
        readonly class: "yours";
        readonly headline: "The token may not write to the repository";
    };
    readonly "push-sso": {
        readonly class: "yours";
        readonly headline: "The credential that pushes is not authorised for single sign-on";
    };
    readonly "push-refused": {
        readonly class: "yours";
        readonly headline: "The server refused the tag";
    };
    readonly "push-failed": {
        readonly class: "passing";
        readonly headline: "The tag could not be pushed";
    };
    readonly "ssh-key-invalid": {
        readonly class: "yours";
        readonly headline: "The SSH key cannot be used";
    };
    readonly "ssh-key-refused": {
        readonly class: "yours";
        readonly headline: "The server does not accept the SSH key";
    };
    readonly "ssh-host-unknown": {
        readonly class: "yours";
        readonly headline: "The SSH server's host key is not the expected one";
    };
    readonly "signing-key-missing": {
        readonly class: "yours";
        readonly headline: "Tags are to be signed, and there is no key";
    };
    readonly "signing-key-invalid": {
        readonly class: "yours";
        readonly headline: "The signing key cannot be used";
    };
    readonly "signing-key-expired": {
        readonly class: "yours";
        readonly headline: "The signing key is expired or revoked";
    };
    readonly "signing-key-mismatch": {
        readonly class: "yours";
        readonly headline: "The signing key is not the tagger's";
    };
    readonly "signing-failed": {
        readonly class: "yours";
        readonly headline: "A tag could not be signed";
    };
    readonly "event-unsafe": {
        readonly class: "yours";
        readonly headline: "This event must not write";
    };
    readonly "registry-private": {
        readonly class: "yours";
        readonly headline: "Tags would publish a private registry's commits";
    };
    readonly "issue-not-written": {
        readonly class: "yours";
        readonly headline: "The issue with manual steps could not be written";
    };
    readonly "comment-not-written": {
        readonly class: "yours";
        readonly headline: "The comment on the pull request could not be written";
    };
    readonly "forge-unknown": {
        readonly class: "yours";
        readonly headline: "The forge cannot be told from the remote";
    };
    readonly "forge-unsupported": {
        readonly class: "yours";
        readonly headline: "This forge is not supported";
    };
    readonly "forge-auth": {
        readonly class: "yours";
        readonly headline: "The server refused the token";
    };
    readonly "forge-denied": {
        readonly class: "yours";
        readonly headline: "The token lacks a permission";
    };
    readonly "forge-sso": {
        readonly class: "yours";
        readonly headline: "The token is not authorised for the organisation's single sign-on";
    };
    readonly "forge-rate-limit": {
        readonly class: "passing";
        readonly headline: "A rate limit was reached";
    };
    readonly "forge-invalid": {
        readonly class: "yours";
        readonly headline: "The server refused the request as invalid";
    };
    readonly "forge-unreachable": {
        readonly class: "passing";
        readonly headline: "The server could not be reached or failed";
    };
    readonly "forge-unreadable": {
        readonly class: "passing";
        readonly headline: "The server's answer cannot be understood";
    };
    readonly "release-workflow": {
        readonly class: "yours";
        readonly headline: "The token may not release a commit with these workflow files";
    };
    readonly "release-ruleset": {
        readonly class: "yours";
        readonly headline: "A ruleset refuses the release";
    };
    readonly "release-immutable": {
        readonly class: "yours";
        readonly headline: "The tag name belongs to an immutable release";
    };
    readonly "mark-unknown": {
        readonly class: "yours";
        readonly headline: "A yanked or deprecated version is not in the registry";
    };
    readonly "release-edited": {
        readonly class: "yours";
        readonly headline: "A release's text was edited by a person";
    };
    readonly "latest-immutable": {
        readonly class: "yours";
        readonly headline: "The latest badge cannot be given to an immutable release";
    };
    readonly "plan-invalid": {
        readonly class: "yours";
        readonly headline: "The plan file is not a plan of this version";
    };
    readonly "plan-outdated": {
        readonly class: "yours";
        readonly headline: "The branch or a tag moved since the plan was made";
    };
    readonly "index-invalid": {
        readonly class: "yours";
        readonly headline: "A file is not an index of a registry";
    };
    readonly "index-not-published": {
        readonly class: "yours";
        readonly headline: "The index could not be published";
    };
    readonly "reference-invalid": {
        readonly class: "yours";
        readonly headline: "A reference cannot be read";
    };
    readonly "range-unsupported": {
        readonly class: "yours";
        readonly headline: "A range of versions cannot be understood";
    };
    readonly "registry-unknown": {
        readonly class: "yours";
        readonly headline: "No such registry is configured";
    };
    readonly "flow-unknown": {
        readonly class: "yours";
        readonly headline: "The registry has no such flow";
    };
    readonly "flow-ambiguous": {
        readonly class: "yours";
        readonly headline: "Several flows have this name";
    };
    readonly "range-unsatisfied": {
        readonly class: "yours";
        readonly headline: "No published version is in the range";
    };
    readonly "ref-unknown": {
        readonly class: "yours";
        readonly headline: "The registry has no such branch, tag or commit";
    };
    readonly "ref-ambiguous": {
        readonly class: "yours";
        readonly headline: "A name means several things";
    };
    readonly "ref-on-path": {
        readonly class: "yours";
        readonly headline: "A folder has no versions to choose from by ref";
    };
    readonly "version-yanked": {
        readonly class: "yours";
        readonly headline: "A yanked version is used";
    };
    readonly "version-deprecated": {
        readonly class: "yours";
        readonly headline: "A deprecated version is used";
    };
    readonly "version-file-missing": {
        readonly class: "yours";
        readonly headline: "The version's file is not where its tag is";
    };
    readonly "registries-invalid": {
        readonly class: "yours";
        readonly headline: "The list of registries cannot be read";
    };
    readonly "registry-name-invalid": {
        readonly class: "yours";
        readonly headline: "A registry's name is not valid";
    };
    readonly "registry-source-invalid": {
        readonly class: "yours";
        readonly headline: "A registry's source is not valid";
    };
    readonly "registry-config-invalid": {
        readonly class: "yours";
        readonly headline: "A registry's own files cannot be read";
    };
    readonly "registry-too-large": {
        readonly class: "yours";
        readonly headline: "A registry gave more than is allowed";
    };
    readonly "registry-unsafe": {
        readonly class: "yours";
        readonly headline: "A path in a registry is not safe";
    };
    readonly "digest-mismatch": {
        readonly class: "yours";
        readonly headline: "The bytes are not those that were published";
    };
    readonly "offline-missing": {
        readonly class: "passing";
        readonly headline: "What is needed is not in the cache";
    };
    readonly "answer-stale": {
        readonly class: "passing";
        readonly headline: "The last known answer was taken";
    };
    readonly "frozen-missing": {
        readonly class: "yours";
        readonly headline: "The lockfile has no entry for a reference";
    };
    readonly "cache-invalid": {
        readonly class: "passing";
        readonly headline: "An entry of the cache is damaged";
    };
    readonly "cache-unwritable": {
        readonly class: "yours";
        readonly headline: "The cache cannot be written";
    };
    readonly "flows-file-invalid": {
        readonly class: "yours";
        readonly headline: "The list of flows cannot be read";
    };
    readonly "lock-invalid": {
        readonly class: "yours";
        readonly headline: "The lockfile cannot be read";
    };
    readonly "lock-outdated": {
        readonly class: "yours";
        readonly headline: "The lockfile is not up to date";
    };
    readonly internal: {
        readonly class: "bug";
        readonly headline: "An error in flow-tagbot";
    };
};
export type Code = keyof typeof CODES;
/** The page made of the catalogue, for people who have no clone. */
export declare const DOCS_URL = "https://github.com/flow-tagbot/flow-tagbot/blob/main/docs/errors.md";
/** Where a code is explained, as a path in this project. */
export declare function docsAnchor(code: Code): string;
/** Where a code is explained, as an address. */
export declare function docsUrl(code: Code): string;
