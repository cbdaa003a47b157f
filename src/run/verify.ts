import { fetchContents, fetchObjects } from "../git/fetch.ts";
import type { Branch, Repository } from "../git/open-repository.ts";
import { readDigests, readIds, readObjects } from "../git/read-objects.ts";
import type { Verification } from "../model/verification.ts";
import { selectFiles } from "../plan/select.ts";
import { verifyVersion } from "../plan/verify.ts";
import { readSnapshot } from "./read-snapshot.ts";
import { emptyPlan, type ReleaseRequest } from "./release.ts";

/** Reads all tags and releases anew and proves each version from its content; changes nothing. */
export async function verify(request: ReleaseRequest): Promise<Verification> {
  const { repository, branch, selection } = request;
  if (branch === null) return { ...pick(emptyPlan(request.config)), ok: true, versions: [] };
  const snapshot = await readSnapshot({ ...request, branch, thorough: true, everything: true });
  const files = selectFiles(snapshot.registry, selection);
  const tagObjects = await readTagObjects(repository, branch, files.flatMap(({ tag }) => (tag === null ? [] : [tag])));
  const blobs = new Set([...snapshot.views.values()].flatMap(({ blob }) => (blob === null || snapshot.digests.has(blob) ? [] : [blob])));
  await fetchContents(repository, [...blobs]);
  const digests = new Map([...snapshot.digests, ...(await readDigests(repository.git, blobs))]);
  const versions = files.map((file) => {
    const blob = snapshot.views.get(file.tag ?? "")?.blob ?? null;
    return verifyVersion(file, snapshot, tagObjects.get(file.tag ?? "") ?? null, blob === null ? null : (digests.get(blob) ?? null));
  });
  return { ...pick(snapshot), ok: versions.every(({ ok }) => ok), versions };
}

function pick({ branch, head }: { readonly branch: string; readonly head: string }): Pick<Verification, "schema" | "branch" | "head"> {
  return { schema: 1, branch, head };
}

/** Texts of annotated tags, by tag; those that this clone lacks are fetched in one go. */
async function readTagObjects(repository: Repository, { tags }: Branch, names: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const annotated = names.flatMap((name) => {
    const ref = tags.get(name);
    return ref?.annotated === true ? [{ name, object: ref.object }] : [];
  });
  const known = await readIds(repository.git, annotated.map(({ object }) => object));
  await fetchObjects(repository, annotated.filter((_, index) => known[index] == null).map(({ object }) => object));
  const texts = new Map<string, string>();
  let index = 0;
  for await (const object of readObjects(repository.git, annotated.map((tag) => tag.object))) {
    const tag = annotated[index];
    index += 1;
    if (tag !== undefined && object?.type === "tag") texts.set(tag.name, object.content.toString("utf8"));
  }
  return texts;
}
