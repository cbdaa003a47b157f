import { notFound, problem, validationFailed, type Answer } from "./answer.ts";
import { mayPush } from "./callers.ts";
import { pageOf } from "./paging.ts";
import { renderAsset } from "./render-asset.ts";
import { param, type Call, type Routes } from "./routes.ts";
import { now, takeId, type Asset, type Release } from "./state.ts";

const read = { scope: "contents", access: "read" } as const;
const write = { scope: "contents", access: "write" } as const;

export const assetRoutes: Routes = {
  "repos/upload-release-asset": { need: write, answer: uploadAsset },
  "repos/list-release-assets": { need: read, answer: listAssets },
  "repos/get-release-asset": { need: read, answer: getAsset },
  "repos/delete-release-asset": { need: write, answer: deleteAsset },
};

function findRelease(call: Call): Release | undefined {
  const release = call.repository.releases.find((one) => one.id === Number(param(call, "release_id")));
  return release?.draft === true && !mayPush(call.caller) ? undefined : release;
}

function findAsset(call: Call): { readonly release: Release; readonly asset: Asset } | undefined {
  const id = Number(param(call, "asset_id"));
  for (const release of call.repository.releases) {
    const asset = release.assets?.find((one) => one.id === id);
    if (asset !== undefined && (!release.draft || mayPush(call.caller))) return { release, asset };
  }
  return undefined;
}

function withAssets(call: Call, release: Release, assets: readonly Asset[]): void {
  call.repository.releases = call.repository.releases.map((one) => (one.id === release.id ? { ...release, assets } : one));
}

/** GitHub renames a file with special characters, or with a period at an end, and says nothing of it. */
function storedName(name: string): string {
  return name.replaceAll(/[^\w+@-]+/gu, ".").replaceAll(/^\.+|\.+$/gu, "");
}

function uploadAsset(call: Call): Answer {
  const release = findRelease(call);
  if (release === undefined) return notFound;
  if (release.immutable) return problem(422, "Cannot upload assets to an immutable release.");
  const name = storedName(call.query.get("name") ?? "");
  const { content, contentType } = call.upload;
  const field = (name_: string, code: string): Answer => validationFailed({ resource: "ReleaseAsset", code, field: name_ });
  if (name === "") return field("name", "missing_field");
  if (contentType === "") return field("content_type", "missing_field");
  if (content.length === 0) {
    const message = "size must be greater than or equal to 1";
    return validationFailed({ resource: "ReleaseAsset", code: "custom", field: "size", message });
  }
  const assets = release.assets ?? [];
  if (assets.some((one) => one.name === name)) return field("name", "already_exists");
  const label = call.query.get("label");
  const id = takeId(call.repository);
  const uploader = call.caller.login;
  const asset: Asset = { id, name, label, contentType, content, state: "uploaded", uploader, createdAt: now(call.site) };
  withAssets(call, release, [...assets, asset]);
  const body = renderAsset(call, release, asset);
  return { status: 201, headers: { location: String(body["url"]) }, body };
}

function listAssets(call: Call): Answer {
  const release = findRelease(call);
  if (release === undefined) return notFound;
  return pageOf(call, `/releases/${release.id}/assets`, release.assets ?? [], (asset) => renderAsset(call, release, asset));
}

/** The file itself for those who accept it as such. */
function getAsset(call: Call): Answer {
  const found = findAsset(call);
  if (found === undefined) return notFound;
  const { release, asset } = found;
  if (call.accept.includes("application/octet-stream"))
    return { status: 200, headers: { "content-type": asset.contentType }, body: asset.content };
  return { status: 200, body: renderAsset(call, release, asset) };
}

function deleteAsset(call: Call): Answer {
  const found = findAsset(call);
  if (found === undefined) return notFound;
  const { release, asset } = found;
  // What GitHub says here is not on record; that assets of such a release cannot be removed is.
  if (release.immutable) return problem(422, "Cannot delete asset from an immutable release.");
  withAssets(
    call,
    release,
    (release.assets ?? []).filter((one) => one.id !== asset.id),
  );
  return { status: 204 };
}
