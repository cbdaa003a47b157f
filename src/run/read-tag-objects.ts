import { fetchObjects } from "../git/fetch.ts";
import type { Branch, Repository } from "../git/open-repository.ts";
import { ITSELF } from "../git/push-tags.ts";
import { readIds, readObjects } from "../git/read-objects.ts";

/** Texts of annotated tags, by tag; those that this clone lacks are fetched in one go. */
export async function readTagObjects(
  repository: Repository,
  { tags }: Branch,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
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
