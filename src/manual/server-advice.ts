import type { Code } from "../model/codes.ts";
import { renumber } from "./published.ts";
import { doByHand, type Advice } from "./way-out.ts";

const byHand: Advice["ways"] = (trouble) => [doByHand(trouble)];

const KEY_OR_APP = "a deploy key (`ssh-key`) or a GitHub App's token (`token`)";

const signing: Advice = {
  cause: "Tags are to be signed here, and the key that the run was given cannot do it. Unsigned tags are not made instead.",
  ways: byHand,
  prevent: "Renew the key before it expires, in the secret that `signing-key` is set from, and see what `flow-tagbot doctor` says of it.",
};
const ssh: Advice = {
  cause: "Tags are pushed over SSH here, and the connection was not made.",
  ways: byHand,
  prevent: "See what `flow-tagbot doctor` says of the key; keep a deploy key with write access in the repository's settings.",
};
const sso: Advice = {
  cause: "The organisation wants single sign-on, and the token's owner has not authorised the token for it.",
  ways: byHand,
  prevent: `Authorise the token for the organisation in its owner's settings, or use ${KEY_OR_APP}.`,
};
const denied: Advice = {
  cause: "The token may only read: the job has no `contents: write`, or the organisation's settings take it away.",
  ways: byHand,
  prevent: `Give the job \`permissions: contents: write\`, or use ${KEY_OR_APP} with write access.`,
};
const ruleset: Advice = {
  cause:
    "A ruleset or a tag protection decides who may make such tags, and the credential is not among them. (A tag whose immutable release was deleted is refused in the same way, for good: then give the version file the next version's name.)",
  ways: byHand,
  prevent: `Let the ruleset be bypassed by ${KEY_OR_APP}; the workflow's own token can never bypass one.`,
};
const workflow: Advice = {
  cause:
    "The commit's workflow files differ from those at the tip of every branch, and only a credential that may change workflows can push a tag on it.",
  ways: byHand,
  prevent: `Use a deploy key (\`ssh-key\`) or a token that may change workflows, and let every merge be tagged before workflows change again.`,
};

/** What to do about versions that the server refuses, or would refuse. */
export const SERVER_ADVICE: Partial<Readonly<Record<Code, Advice>>> = {
  "push-workflow": workflow,
  "release-workflow": workflow,
  "push-ruleset": ruleset,
  // A deploy key makes no releases.
  "release-ruleset": {
    ...ruleset,
    prevent: "Let the ruleset be bypassed by a GitHub App, and use its token (`token`); the workflow's own token can never bypass one.",
  },
  "push-denied": denied,
  "forge-denied": denied,
  "push-sso": sso,
  "forge-sso": sso,
  "push-refused": {
    cause: "The server refused the tag for a reason of its own; its words say which.",
    ways: byHand,
    prevent: "Ask whoever keeps the server's hooks and rules about it.",
  },
  "forge-auth": {
    cause: "The token is not valid, or expired.",
    ways: byHand,
    prevent: "Renew the token in the secret that `token` is set from.",
  },
  "forge-invalid": {
    cause: "The server does not take the release as it is; its words say why.",
    ways: byHand,
    prevent: "Look at the title and notes templates.",
  },
  "release-immutable": {
    cause: "The tag's name once belonged to an immutable release, and can never be used again.",
    ways: (trouble) => [renumber(trouble)],
    prevent: "Never delete an immutable release: publish the next version instead.",
  },
  "ssh-key-invalid": ssh,
  "ssh-key-refused": ssh,
  "ssh-host-unknown": {
    ...ssh,
    cause: "The SSH server did not show a host key that is known for it. It may have a new key, or somebody may be between.",
    prevent: "Compare the server's published host keys, and put them into `ssh-known-hosts`.",
  },
  "signing-key-missing": signing,
  "signing-key-invalid": signing,
  "signing-key-expired": signing,
  "signing-key-mismatch": signing,
  "signing-failed": signing,
};
