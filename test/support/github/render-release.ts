import { renderAsset } from "./render-asset.ts";
import { renderUser } from "./render-user.ts";
import { pageUrl, repositoryUrl, type Call } from "./routes.ts";
import { nodeId, type Release } from "./state.ts";

/** A release as the API shows it. A draft has no page under its tag yet. */
export function renderRelease(call: Call, release: Release): Readonly<Record<string, unknown>> {
  const url = repositoryUrl(call, `/releases/${release.id}`);
  const tag = encodeURIComponent(release.tagName);
  const page = release.draft ? `untagged-${release.id.toString(16).padStart(20, "0")}` : tag;
  return {
    url,
    assets_url: `${url}/assets`,
    upload_url: `${url.replace("/api/v3/", "/api/uploads/")}/assets{?name,label}`,
    html_url: pageUrl(call, `/releases/tag/${page}`),
    id: release.id,
    author: renderUser(call.site, release.author),
    node_id: nodeId("Release", release.id),
    tag_name: release.tagName,
    target_commitish: release.targetCommitish,
    name: release.name,
    draft: release.draft,
    immutable: release.immutable,
    prerelease: release.prerelease,
    created_at: release.createdAt,
    updated_at: release.publishedAt ?? release.createdAt,
    published_at: release.publishedAt,
    assets: (release.assets ?? []).map((asset) => renderAsset(call, release, asset)),
    tarball_url: release.draft ? null : repositoryUrl(call, `/tarball/${tag}`),
    zipball_url: release.draft ? null : repositoryUrl(call, `/zipball/${tag}`),
    body: release.body,
  };
}
