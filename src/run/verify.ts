import { fetchContents, fetchObjects } from "../git/fetch.ts";
import type { Branch, Repository } from "../git/open-repository.ts";
import { ITSELF } from "../git/push-tags.ts";
import { readDigests, readIds, readObjects } from "../git/read-objects.ts";
import type { Verification, VerifiedVersion } from "../model/verification.ts";
import { selectFiles } from "../plan/select.ts";
import { verifyVersion } from "../plan/verify.ts";
import { readSnapshotAndReleases } from "./read-snapshot.ts";
import { emptyPlan, type ReleaseRequest } from "./release.ts";

/** Reads all tags and releases anew and proves each version from its content; changes nothing. */
export async function verify(request: Omit<ReleaseRequest, "pusher">): Promise<Verification> {
  const { repository, branch, selection } = request;
  if (branch === null) return { ...pick(emptyPlan(request.config)), ok: true, versions: [] };
  const { snapshot, releases } = await readSnapshotAndReleases({ ...request, branch, thorough: true, everything: true });
  const files = selectFiles(snapshot.registry, selection);
  const tagObjects = await readTagObjects(
    repository,
    branch,
    files.flatMap(({ tag }) => (tag === null ? [] : [tag])),
  );
  const blobs = new Set([...snapshot.views.values()].flatMap(({ blob }) => (blob === null || snapshot.digests.has(blob) ? [] : [blob])));
  await fetchContents(repository, [...blobs]);
  const digests = new Map([...snapshot.digests, ...(await readDigests(repository.git, blobs))]);
  const versions: VerifiedVersion[] = [];
  for (const file of files) {
    const tag = file.tag ?? "";
    const blob = snapshot.views.get(tag)?.blob ?? null;
    const published = {
      tagObject: tagObjects.get(tag) ?? null,
      tagDigest: blob === null ? null : (digests.get(blob) ?? null),
      release: await releases.find(tag),
    };
    versions.push(verifyVersion(file, snapshot, published));
  }
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
  const known = await readIds(
    repository.git,
    annotated.map(({ object }) => object),
  );
  await fetchObjects(
    { git: repository.push.git, remote: repository.push.to === ITSELF ? null : { name: repository.push.to } },
    annotated.filter((_, index) => known[index] == null).map(({ object }) => object),
  );
  const objects = await readObjects(
    repository.git,
    annotated.map(({ object }) => object),
  );
  return new Map(
    annotated.flatMap(({ name }, index) =>
      objects[index]?.type === "tag" ? [[name, objects[index].content.toString("utf8")] as const] : [],
    ),
  );
}
