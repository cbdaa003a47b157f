import { fetchContents } from "../git/fetch.ts";
import { readDigests } from "../git/read-objects.ts";
import type { Verification, VerifiedVersion } from "../model/verification.ts";
import { selectFiles } from "../plan/select.ts";
import { verifyVersion } from "../plan/verify.ts";
import { contentKey, readContents } from "./read-contents.ts";
import { readSnapshotAndReleases } from "./read-snapshot.ts";
import { readTagObjects } from "./read-tag-objects.ts";
import { emptyPlan, type ReleaseRequest } from "./release.ts";

/** Reads all tags and releases anew and proves each version from its content; changes nothing. */
export async function verify(request: Omit<ReleaseRequest, "pusher" | "resync">): Promise<Verification> {
  const { repository, branch, selection } = request;
  if (branch === null) return { ...pick(emptyPlan(request.config)), ok: true, versions: [] };
  const { snapshot, releases } = await readSnapshotAndReleases({ ...request, branch, thorough: true, resync: false, everything: true });
  const files = selectFiles(snapshot.registry, selection);
  const tagObjects = await readTagObjects(
    repository,
    branch,
    files.flatMap(({ tag }) => (tag === null ? [] : [tag])),
  );
  const blobs = new Set([...snapshot.views.values()].flatMap(({ blob }) => (blob === null || snapshot.digests.has(blob) ? [] : [blob])));
  await fetchContents(repository, [...blobs]);
  const digests = new Map([...snapshot.digests, ...(await readDigests(repository.git, blobs))]);
  const placed = files.flatMap(({ path, tag }) => {
    const view = snapshot.views.get(tag ?? "");
    // Only then there is something to prove.
    const isTold = tagObjects.get(tag ?? "")?.includes("\nFlow-Content-Digest: ") === true;
    return view === undefined || view.blob === null || !isTold ? [] : [{ path, commit: view.commit }];
  });
  const contents = await readContents(repository, placed);
  const announced = new Set(snapshot.announcements.flatMap((found) => found.versions));
  const versions: VerifiedVersion[] = [];
  for (const file of files) {
    const tag = file.tag ?? "";
    const view = snapshot.views.get(tag);
    const blob = view?.blob ?? null;
    const tagDigest = blob === null ? null : (digests.get(blob) ?? null);
    const published = {
      tagObject: tagObjects.get(tag) ?? null,
      tagDigest,
      contentDigest: contents.get(contentKey({ path: file.path, commit: view?.commit ?? "" }))?.digest ?? tagDigest,
      // What another release tells of has none of its own.
      release: announced.has(tag) ? null : await releases.find(tag),
    };
    versions.push(verifyVersion(file, snapshot, published));
  }
  return { ...pick(snapshot), ok: versions.every(({ ok }) => ok), versions };
}

function pick({ branch, head }: { readonly branch: string; readonly head: string }): Pick<Verification, "schema" | "branch" | "head"> {
  return { schema: 1, branch, head };
}
