import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CreateTag } from "../model/plan.ts";
import { failure } from "../model/failure.ts";
import type { Git } from "./git.ts";
import type { Signer } from "./signer.ts";

export interface Tagger {
  readonly name: string;
  readonly email: string;
}

/** Text of the tag object, byte for byte what `git tag -a` would write with the action's date. */
export function toTagObject({ target, tag, date, message }: CreateTag, tagger: Tagger): string {
  return `object ${target}\ntype commit\ntag ${tag}\ntagger ${tagger.name} <${tagger.email}> ${Math.floor(Date.parse(date) / 1000)} +0000\n\n${message}`;
}

/** Tags whose signatures one process checks: their ids share its room for arguments, which is 32,767 characters on Windows. */
const VERIFIED_AT_ONCE = 600;

/**
 * Writes annotated tag objects with one git process, however many there are, and gives their ids in the order of the
 * actions. No ref is made: a tag exists once it is pushed. With a signer, which names the tagger then, git itself has
 * found every signature good before any id is given; a Failure `signing-failed` otherwise.
 */
export async function writeTagObjects(
  git: Git,
  actions: readonly CreateTag[],
  tagger: Tagger,
  signer: Signer | null,
): Promise<readonly string[]> {
  if (actions.length === 0) return [];
  const plain = actions.map((action) => toTagObject(action, signer?.tagger ?? tagger));
  const ids = await hashObjects(git, signer === null ? plain : await signer.sign(plain));
  if (signer !== null) await verifyTags(git.with(signer.environment), ids);
  return ids;
}

async function hashObjects(git: Git, objects: readonly string[]): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), "flow-tagbot-tags-"));
  try {
    const files = objects.map((_, index) => join(folder, String(index)));
    for (const [index, object] of objects.entries()) await writeFile(files[index] ?? "", object);
    const ids = await git.text(["hash-object", "-t", "tag", "-w", "--no-filters", "--stdin-paths"], { input: `${files.join("\n")}\n` });
    return ids.trim().split("\n");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function verifyTags(git: Git, ids: readonly string[]): Promise<void> {
  for (let first = 0; first < ids.length; first += VERIFIED_AT_ONCE) {
    const { code, stderr } = await git.attempt(["verify-tag", ...ids.slice(first, first + VERIFIED_AT_ONCE)]);
    if (code !== 0)
      throw failure(
        "signing-failed",
        `git does not find the signature of a new tag good: ${stderr.trim().split("\n").slice(-3).join(" / ").slice(0, 500)}`,
        "Check the signing key; nothing was pushed.",
      );
  }
}
