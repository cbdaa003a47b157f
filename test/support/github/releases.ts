import { notFound, problem, validationFailed, type Answer } from "./answer.ts";
import { mayPush } from "./callers.ts";
import { textOf } from "./json.ts";
import { beyondCap, pageOf } from "./paging.ts";
import { latestOf, newestFirst } from "./release-order.ts";
import { publishRelease } from "./publish-release.ts";
import { renderRelease } from "./render-release.ts";
import { pageUrl, param, type Call, type Routes } from "./routes.ts";
import { takeId, type Release } from "./state.ts";

const read = { scope: "contents", access: "read" } as const;
const write = { scope: "contents", access: "write" } as const;

export const releaseRoutes: Routes = {
  "repos/list-releases": { need: read, answer: listReleases },
  "repos/create-release": { need: write, answer: createRelease },
  "repos/get-release-by-tag": { need: read, answer: (call) => shown(call, findByTag(call)) },
  "repos/get-latest-release": { need: read, answer: (call) => shown(call, latestOf(call.repository)) },
  "repos/get-release": { need: read, answer: (call) => shown(call, findById(call)) },
  "repos/update-release": { need: write, answer: updateRelease },
  "repos/delete-release": { need: write, answer: deleteRelease },
  "repos/generate-release-notes": { need: write, answer: generateNotes },
};

function shown(call: Call, release: Release | undefined): Answer {
  return release === undefined ? notFound : { status: 200, body: renderRelease(call, release) };
}

/** Drafts are there only for those who may push. */
function visible(call: Call): readonly Release[] {
  return call.repository.releases.filter((release) => !release.draft || mayPush(call.caller));
}

function findById(call: Call): Release | undefined {
  return visible(call).find((release) => release.id === Number(param(call, "release_id")));
}

function findByTag(call: Call): Release | undefined {
  return call.repository.releases.find((release) => !release.draft && release.tagName === param(call, "tag"));
}

function listReleases(call: Call): Answer {
  return beyondCap(call) ?? pageOf(call, "/releases", newestFirst(visible(call)), (release) => renderRelease(call, release));
}

async function createRelease(call: Call): Promise<Answer> {
  if (call.site.ghes && "discussion_category_name" in call.body) return problem(422, "discussion_category_name is not a permitted key.");
  const notes = call.body["generate_release_notes"] === true ? notesFor(call) : undefined;
  const body = [textOf(call.body, "body"), notes?.body].filter((text) => text !== undefined).join("\n\n");
  const draft: Release = {
    id: takeId(call.repository),
    tagName: textOf(call.body, "tag_name") ?? "",
    targetCommitish: textOf(call.body, "target_commitish") ?? (await call.repository.git.defaultBranch()),
    name: textOf(call.body, "name") ?? notes?.name ?? null,
    body: body === "" ? (textOf(call.body, "body") ?? null) : body,
    draft: call.body["draft"] === true,
    prerelease: call.body["prerelease"] === true,
    createdAt: "",
    publishedAt: null,
    author: call.caller.login,
    immutable: false,
  };
  const result = await publishRelease(call, draft, undefined);
  if ("refused" in result) return result.refused;
  const body201 = renderRelease(call, result.release);
  return { status: 201, headers: { location: String(body201["url"]) }, body: body201 };
}

async function updateRelease(call: Call): Promise<Answer> {
  const old = findById(call);
  if (old === undefined) return notFound;
  if (old.immutable && Object.keys(call.body).some((name) => name !== "name" && name !== "body")) {
    return validationFailed({ resource: "Release", code: "custom", message: "Only release title and notes can be modified" });
  }
  const tagName = textOf(call.body, "tag_name") ?? old.tagName;
  const changed: Release = {
    ...old,
    tagName,
    targetCommitish: textOf(call.body, "target_commitish") ?? old.targetCommitish,
    name: textOf(call.body, "name") ?? old.name,
    body: textOf(call.body, "body") ?? old.body,
    draft: typeof call.body["draft"] === "boolean" ? call.body["draft"] : old.draft,
    prerelease: typeof call.body["prerelease"] === "boolean" ? call.body["prerelease"] : old.prerelease,
  };
  const result = await publishRelease(call, changed, old);
  return "refused" in result ? result.refused : { status: 200, body: renderRelease(call, result.release) };
}

function deleteRelease(call: Call): Answer {
  const release = findById(call);
  if (release === undefined) return notFound;
  call.repository.releases = call.repository.releases.filter((other) => other.id !== release.id);
  if (release.immutable) call.repository.usedTags = [...call.repository.usedTags, release.tagName];
  return { status: 204 };
}

function generateNotes(call: Call): Answer {
  return { status: 200, body: notesFor(call) };
}

function notesFor(call: Call): { readonly name: string; readonly body: string } {
  const tag = textOf(call.body, "tag_name") ?? "";
  const previous = textOf(call.body, "previous_tag_name") ?? newestFirst(call.repository.releases)[0]?.tagName;
  const range = previous === undefined ? `/commits/${tag}` : `/compare/${previous}...${tag}`;
  const pulls = call.repository.pulls.map((pull) => `* ${pull.title} by @${pull.author} in ${pageUrl(call, `/pull/${pull.number}`)}\n`);
  const changes = pulls.length === 0 ? "" : `## What's Changed\n${pulls.join("")}\n\n`;
  return { name: tag, body: `${changes}**Full Changelog**: ${pageUrl(call, range)}` };
}
