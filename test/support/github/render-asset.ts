import { createHash } from "node:crypto";
import { renderUser } from "./render-user.ts";
import { pageUrl, repositoryUrl, type Call } from "./routes.ts";
import { nodeId, type Asset, type Release } from "./state.ts";

export function renderAsset(call: Call, release: Release, asset: Asset): Readonly<Record<string, unknown>> {
  const isThere = asset.state === "uploaded";
  return {
    url: repositoryUrl(call, `/releases/assets/${asset.id}`),
    browser_download_url: pageUrl(call, `/releases/download/${encodeURIComponent(release.tagName)}/${encodeURIComponent(asset.name)}`),
    id: asset.id,
    node_id: nodeId("ReleaseAsset", asset.id),
    name: asset.name,
    label: asset.label,
    state: asset.state,
    content_type: asset.contentType,
    size: asset.content.length,
    digest: isThere ? `sha256:${createHash("sha256").update(asset.content).digest("hex")}` : null,
    download_count: 0,
    created_at: asset.createdAt,
    updated_at: asset.createdAt,
    uploader: renderUser(call.site, asset.uploader),
  };
}
