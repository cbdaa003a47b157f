import { toDigest } from "../../model/digest.ts";
import { failure } from "../../model/failure.ts";
import type { Time } from "../../model/time.ts";
import type { Asset } from "../port.ts";
import type { Client, Place } from "./client.ts";
import { githubFailure, toRefusal } from "./failures.ts";
import { parseAsset, type GithubAsset, type GithubRelease } from "./parse-release.ts";
import { readReleaseById } from "./read-releases.ts";
import { writeOnce } from "./write-once.ts";

/** Makes a draft have these files, but for empty ones, which GitHub does not take. What is there and right stays; what is there and is not all there is replaced. */
export async function uploadAssets(
  client: Client,
  place: Place,
  draft: GithubRelease,
  assets: readonly Asset[],
  time: Time,
): Promise<void> {
  for (const asset of assets.filter(({ content }) => content.length > 0)) {
    if ((await clear(client, place, draft, asset)) !== null) continue;
    await writeOnce(time, {
      what: `The file ${asset.name} of the release of ${draft.tag} could not be uploaded`,
      write: () => upload(client, draft, asset),
      look: async () => {
        const now = await readReleaseById(client, place, draft);
        return now === null ? null : clear(client, place, now, asset);
      },
      taken: ({ codes }) => codes.includes("already_exists:name"),
    });
  }
}

/** The asset as the release has it, when it is right; whatever else has its name is deleted. */
async function clear(client: Client, place: Place, { tag, assets }: GithubRelease, asset: Asset): Promise<GithubAsset | null> {
  const named = assets.filter(({ name }) => isSameName(name, asset.name));
  const right = named.find((one) => isRight(one, asset)) ?? null;
  for (const { id } of right === null ? named : []) {
    try {
      await client.rest.repos.deleteReleaseAsset({ ...place, asset_id: id });
    } catch (error) {
      if (toRefusal(error)?.status !== 404)
        throw githubFailure(`The broken file ${asset.name} of the release of ${tag} could not be deleted`, error);
    }
  }
  return right;
}

async function upload(client: Client, draft: GithubRelease, asset: Asset): Promise<GithubAsset> {
  const { data }: { readonly data: unknown } = await client.request({
    method: "POST",
    url: toUploadUrl(client, draft, asset),
    headers: { "content-type": asset.type },
    data: asset.content,
  });
  const uploaded = parseAsset(data);
  if (isRight(uploaded, asset)) return uploaded;
  throw failure(
    "forge-unreadable",
    `The file ${asset.name} of the release of ${draft.tag} arrived incomplete (${uploaded.state}, ${uploaded.size} bytes).`,
    "Run again; what is not right is uploaded once more.",
  );
}

/** The address that the server named, if it belongs to the server that the token is for. */
function toUploadUrl(client: Client, { tag, uploadUrl }: GithubRelease, { name }: Asset): string {
  const api = new URL(client.request.endpoint.DEFAULTS.baseUrl);
  // A URI template ends it: `{?name,label}`.
  const given = URL.parse(uploadUrl?.replace(/\{.*$/, "") ?? "");
  const hosts = [api.host, api.host.replace(/^api\./, "uploads.")];
  if (given?.protocol === api.protocol && hosts.includes(given.host))
    return `${given.origin}${given.pathname}?name=${encodeURIComponent(name)}`;
  throw failure(
    "forge-unreadable",
    `The address for the files of the release of ${tag} is not one of the server's: ${given?.host ?? "none"}`,
    "Check the API address; a proxy may have changed the server's answer.",
  );
}

function isRight({ state, size, digest }: GithubAsset, { content }: Asset): boolean {
  return state === "uploaded" && size === content.length && (digest === null || digest === toDigest(content));
}

/** GitHub puts points for characters that it does not take in names. */
function isSameName(theirs: string, ours: string): boolean {
  const plain = (name: string): string => name.replace(/[^A-Za-z0-9]/g, ".");
  return plain(theirs) === plain(ours);
}
