import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mayChangeWorkflows, type Caller } from "./callers.ts";
import { parsePushedRefs, type PushedRef } from "./pushed-refs.ts";
import { rewriteReport } from "./report-status.ts";
import { violationsOf, type Change } from "./rulesets.ts";
import type { Reply } from "./reply.ts";
import type { Repository, Site } from "./state.ts";

/** Environment and git settings under which a push is received. */
export type PushSetting = { readonly environment: Readonly<Record<string, string>>; readonly settings: Readonly<Record<string, string>> };

type Push = { readonly site: Site; readonly repository: Repository; readonly caller: Caller; readonly body: Buffer };

/** Receives a push under GitHub's rules. Refusals reach the client with GitHub's own reasons in place of git's "hook declined". */
export async function underRules(push: Push, receive: (setting: PushSetting) => Promise<Reply>): Promise<Reply> {
  const refs = parsePushedRefs(push.body);
  if (refs.length === 0) return receive({ environment: {}, settings: {} });
  const folder = await mkdtemp(join(tmpdir(), "github-push-"));
  try {
    const { words, isDeclined } = rulesetWords(push, refs);
    await writeFile(join(folder, "pre-receive"), preReceive, { mode: 0o755 });
    await writeFile(join(folder, "update.off"), update, { mode: 0o755 });
    await writeFile(join(folder, "refused"), "");
    await writeFile(join(folder, "words"), words);
    const environment = {
      STAND_IN_DECLINED: isDeclined ? "1" : "",
      STAND_IN_WORKFLOWS: push.site.workflowRule && !mayChangeWorkflows(push.caller) ? "1" : "",
    };
    const reply = await receive({ environment, settings: { "core.hooksPath": folder } });
    if (isDeclined) return rewriteReport(reply, () => "push declined due to repository rule violations");
    const refused = new Map((await readFile(join(folder, "refused"), "utf8")).split("\n").map(splitLine));
    return rewriteReport(reply, (ref, reason) => {
      const file = refused.get(ref);
      return file === undefined ? reason : workflowReason(push.caller, `.github/workflows/${file}`);
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function splitLine(line: string): readonly [string, string] {
  const [ref = "", file = ""] = line.split("\t");
  return [ref, file];
}

/** The first wording is on record; those for personal tokens follow it. */
function workflowReason(caller: Caller, path: string): string {
  const whom = caller.kind === "app" ? "GitHub App" : "Personal Access Token";
  const want = caller.scopes === null ? "`workflows` permission" : "`workflow` scope";
  return `refusing to allow a ${whom} to create or update workflow \`${path}\` without ${want}`;
}

function changeOf({ from, to }: PushedRef): Change {
  if (/^0+$/u.test(from)) return "creation";
  return /^0+$/u.test(to) ? "deletion" : "update";
}

/** What the server prints about rulesets. One refused ref declines the whole push. */
function rulesetWords(push: Push, refs: readonly PushedRef[]): { readonly words: string; readonly isDeclined: boolean } {
  const { repository, caller, site } = push;
  const lines: string[] = [];
  const bypassedLines: string[] = [];
  for (const pushed of refs) {
    const { ref } = pushed;
    const { refused, bypassed } = violationsOf(repository, caller, ref, changeOf(pushed));
    const rules = `${site.serverUrl}/${repository.owner}/${repository.name}/rules?ref=${encodeURIComponent(ref)}`;
    if (refused.length > 0) {
      lines.push(`error: GH013: Repository rule violations found for ${ref}.`, `Review all repository rules at ${rules}`, "");
      lines.push(...refused.map((text) => `- ${text}`), "");
    }
    if (bypassed.length > 0) bypassedLines.push(`Bypassed rule violations for ${ref}:`, "", ...bypassed.map((text) => `- ${text}`), "");
  }
  const isDeclined = lines.length > 0;
  return { words: (isDeclined ? lines : bypassedLines).map((line) => `${line}\n`).join(""), isDeclined };
}

// Hooks of one push, in a folder of their own; they hand over to the repository's own hooks. They are written in shell because a ref
// may only be judged where its objects are: before the push is accepted, they are in git's quarantine. One pass covers all refs of
// the push; the hook that git runs for each ref is put in place only when it is needed.
const preReceive = `#!/bin/sh
here=\${0%/*}
refs=$(cat)
cat "$here/words" >&2
[ -z "$STAND_IN_DECLINED" ] || exit 1
trees() { git cat-file --batch-check='%(objectname)'; }
files() { git ls-tree -r "$1" | cut -d' ' -f3; }
if [ -n "$STAND_IN_WORKFLOWS" ]; then
  printf '%s\\n' "$refs" | while read -r old new ref; do printf '%s:.github/workflows\\n' "$new"; done | trees >"$here/pushed"
fi
# A line with a blank is a commit without workflow files.
if [ -n "$STAND_IN_WORKFLOWS" ] && grep -qv ' ' "$here/pushed"; then
  git for-each-ref --format='%(refname):.github/workflows' refs/heads | trees | grep -v ' ' | sort -u >"$here/tips"
  while read -r tree; do files "$tree"; done <"$here/tips" >"$here/known"
  grep -v ' ' "$here/pushed" | sort -u | grep -vxFf "$here/tips" | while read -r tree; do
    file=$(files "$tree" | grep -vxFf "$here/known" | head -n 1 | cut -f2)
    [ -z "$file" ] || printf '%s\\t%s\\n' "$tree" "$file"
  done >"$here/bad"
  if [ -s "$here/bad" ]; then
    printf '%s\\n' "$refs" | cut -d' ' -f3 | paste "$here/pushed" - | while IFS='	' read -r tree ref; do
      while IFS='	' read -r bad file; do
        [ "$bad" != "$tree" ] || printf '%s\\t%s\\n' "$ref" "$file"
      done <"$here/bad"
    done >"$here/refused"
  fi
fi
if [ -s "$here/refused" ] || [ -x hooks/update ]; then mv "$here/update.off" "$here/update"; fi
[ -x hooks/pre-receive ] || exit 0
printf '%s\\n' "$refs" | hooks/pre-receive
`;

const update = `#!/bin/sh
while IFS='	' read -r ref file; do [ "$ref" != "$1" ] || exit 1; done <"\${0%/*}/refused"
[ -x hooks/update ] || exit 0
exec hooks/update "$@"
`;
