import type { Config } from "../config/config.ts";
import type { Asset, Forge } from "../forge/port.ts";
import { fetchContents } from "../git/fetch.ts";
import type { Repository } from "../git/open-repository.ts";
import { readIds, readObjects } from "../git/read-objects.ts";
import { toDigest } from "../model/digest.ts";
import type { Plan } from "../model/plan.ts";

export interface AssetsRequest {
  readonly repository: Repository;
  readonly forge: Pick<Forge, "capabilities">;
  readonly config: Pick<Config, "assets">;
}

/** Name that a version file has in every release, whatever the version. */
export const FLOW_ASSET = "flow.yml";

/** The files of each release that the plan makes, by tag: the version file as it is at the tag, and its checksum. */
export async function readAssets({ repository, forge, config }: AssetsRequest, plan: Plan): Promise<ReadonlyMap<string, readonly Asset[]>> {
  const paths = new Map(plan.versions.map(({ flow, tag, path }) => [`${flow} ${tag ?? ""}`, path]));
  const releases = plan.actions.filter((action) => action.type === "create-release");
  if (!config.assets || !forge.capabilities.assets || releases.length === 0) return new Map();
  const names = releases.map(({ flow, tag, target }) => `${target}:${paths.get(`${flow} ${tag}`) ?? ""}`);
  if (repository.partial)
    await fetchContents(
      repository,
      (await readIds(repository.git, names)).filter((id) => id !== null),
    );
  const objects = await readObjects(repository.git, names);
  return new Map(
    releases.map(({ tag }, index) => {
      const content = objects[index]?.content;
      if (content === undefined) throw new Error(`${names[index] ?? tag} was planned and cannot be read`);
      return [tag, toAssets(content)] as const;
    }),
  );
}

function toAssets(content: Buffer): readonly Asset[] {
  const digest = toDigest(content).replace("sha256:", "");
  return [
    { name: FLOW_ASSET, type: "application/yaml", content },
    { name: "SHA256SUMS", type: "text/plain", content: Buffer.from(`${digest}  ${FLOW_ASSET}\n`) },
  ];
}
