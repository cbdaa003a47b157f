import { notFound, problem, validationFailed, type Answer } from "./answer.ts";
import type { Ref } from "./bare-repository.ts";
import { violationText } from "./fault-texts.ts";
import { isRefused } from "./hooks.ts";
import { record, textOf } from "./json.ts";
import { param, repositoryUrl, type Call, type Routes } from "./routes.ts";
import { violationsOf } from "./rulesets.ts";
import { now } from "./state.ts";
import { bringsWorkflows } from "./workflow-rule.ts";

const read = { scope: "contents", access: "read" } as const;
const write = { scope: "contents", access: "write" } as const;

export const refRoutes: Routes = {
  "git/get-ref": { need: read, answer: getRef },
  "git/list-matching-refs": { need: read, answer: listMatchingRefs },
  "git/create-ref": { need: write, answer: createRef },
  "git/create-tag": { need: write, answer: createTag },
  "git/get-tag": { need: read, answer: getTag },
};

const emptyRepository = problem(409, "Git Repository is empty.");

function renderRef(call: Call, ref: Ref): unknown {
  const url = repositoryUrl(call, `/git/${ref.type}s/${ref.id}`);
  return {
    ref: ref.name,
    node_id: Buffer.from(ref.name).toString("base64url"),
    url: repositoryUrl(call, `/git/${encodeURI(ref.name)}`),
    object: { sha: ref.id, type: ref.type, url },
  };
}

async function getRef(call: Call): Promise<Answer> {
  const refs = await call.repository.git.refs("refs/");
  if (refs.length === 0) return emptyRepository;
  const found = refs.find((ref) => ref.name === `refs/${param(call, "ref")}`);
  return found === undefined ? notFound : { status: 200, body: renderRef(call, found) };
}

async function listMatchingRefs(call: Call): Promise<Answer> {
  const refs = await call.repository.git.refs("refs/");
  if (refs.length === 0) return emptyRepository;
  const found = refs.filter((ref) => ref.name.startsWith(`refs/${param(call, "ref")}`));
  return { status: 200, body: found.map((ref) => renderRef(call, ref)) };
}

async function createRef(call: Call): Promise<Answer> {
  const { git, refRules } = call.repository;
  const name = textOf(call.body, "ref") ?? "";
  const id = textOf(call.body, "sha") ?? "";
  const refs = await git.refs("refs/");
  if (refs.length === 0) return emptyRepository;
  if (!/^refs\/[^/]+\/./u.test(name) || !(await git.isRefName(name))) return problem(422, `${name} is not a valid ref name.`);
  if (refs.some((ref) => ref.name === name)) return problem(422, "Reference already exists");
  const type = /^[0-9a-f]{40}$/u.test(id) ? await git.objectType(id) : undefined;
  if (type === undefined) return problem(422, "Object does not exist");
  if (refRules.some((rule) => isRefused(rule, name))) return problem(422, "Reference update failed");
  const { refused } = violationsOf(call.repository, call.caller, name, "creation");
  if (refused.length > 0) return problem(422, violationText(refused));
  const branches = refs.filter((ref) => ref.name.startsWith("refs/heads/")).map((ref) => ref.id);
  if (await bringsWorkflows(call, id, branches)) {
    const accepted = { "x-accepted-github-permissions": "contents=write; contents=write,workflows=write" };
    return problem(403, "Resource not accessible by integration", accepted);
  }
  if (!(await git.createRef(name, id))) return problem(422, "Reference update failed");
  return { status: 201, body: renderRef(call, { name, id, type }) };
}

/** Makes the tag object only, as GitHub does: without a ref to it, nobody sees the tag. */
async function createTag(call: Call): Promise<Answer> {
  const object = textOf(call.body, "object") ?? "";
  const tagger = record(call.body["tagger"]);
  const name = textOf(tagger, "name") ?? call.caller.login;
  const email = textOf(tagger, "email") ?? `${call.caller.login}@users.noreply.example.com`;
  const seconds = Math.floor(Date.parse(textOf(tagger, "date") ?? now(call.site)) / 1000);
  const header = [
    `object ${object}`,
    `type ${textOf(call.body, "type") ?? ""}`,
    `tag ${textOf(call.body, "tag") ?? ""}`,
    `tagger ${name} <${email}> ${seconds} +0000`,
  ];
  const id = await call.repository.git.createTagObject(`${header.join("\n")}\n\n${textOf(call.body, "message") ?? ""}\n`);
  if (id === undefined) return validationFailed({ resource: "Tag", code: "invalid", field: "object" });
  return { status: 201, body: await renderTag(call, id) };
}

async function getTag(call: Call): Promise<Answer> {
  const id = param(call, "tag_sha");
  const type = /^[0-9a-f]{40}$/u.test(id) ? await call.repository.git.objectType(id) : undefined;
  return type === "tag" ? { status: 200, body: await renderTag(call, id) } : notFound;
}

async function renderTag(call: Call, id: string): Promise<unknown> {
  const content = await call.repository.git.contentOf(id);
  const end = content.indexOf("\n\n");
  const header = content.slice(0, end);
  const field = (name: string): string => new RegExp(`^${name} (.*)$`, "mu").exec(header)?.[1] ?? "";
  const [, name = "", email = "", seconds = "0"] = /^(.*) <(.*)> (\d+)/u.exec(field("tagger")) ?? [];
  const [sha, type] = [field("object"), field("type")];
  return {
    node_id: Buffer.from(id).toString("base64url"),
    tag: field("tag"),
    sha: id,
    url: repositoryUrl(call, `/git/tags/${id}`),
    message: content.slice(end + 2),
    tagger: { name, email, date: new Date(Number(seconds) * 1000).toISOString().replace(".000", "") },
    object: { sha, type, url: repositoryUrl(call, `/git/${type}s/${sha}`) },
    verification: { verified: false, reason: "unsigned", signature: null, payload: null, verified_at: null },
  };
}
