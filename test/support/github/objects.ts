import { notFound, problem, type Answer } from "./answer.ts";
import { param, repositoryUrl, type Call, type Routes } from "./routes.ts";

const read = { scope: "contents", access: "read" } as const;

export const objectRoutes: Routes = {
  "git/get-tree": { need: read, answer: getTree },
  "git/get-blob": { need: read, answer: getBlob },
};

const isId = (text: string): boolean => /^[0-9a-f]{40}$/u.test(text);

/** Takes a tree, a commit or a name, as GitHub does; any value of `recursive` asks for the files below. */
async function getTree(call: Call): Promise<Answer> {
  const { git } = call.repository;
  if ((await git.refs("refs/")).length === 0) return problem(409, "Git Repository is empty.");
  const id = await git.objectId(`${param(call, "tree_sha")}^{tree}`);
  if (id === undefined) return notFound;
  const entries = await git.treeOf(id, call.query.has("recursive"));
  const tree = entries.slice(0, call.site.treeCap).map(({ mode, type, id: sha, size, path }) => ({
    path,
    mode,
    type,
    sha,
    ...(size === undefined ? {} : { size }),
    ...(type === "commit" ? {} : { url: repositoryUrl(call, `/git/${type}s/${sha}`) }),
  }));
  const url = repositoryUrl(call, `/git/trees/${id}`);
  return { status: 200, body: { sha: id, url, tree, truncated: entries.length > tree.length } };
}

async function getBlob(call: Call): Promise<Answer> {
  const id = param(call, "file_sha");
  if (!isId(id)) return problem(422, "The sha parameter must be exactly 40 characters and contain only [0-9a-f].");
  if ((await call.repository.git.objectType(id)) !== "blob") return notFound;
  const bytes = await call.repository.git.bytesOf(id);
  const url = repositoryUrl(call, `/git/blobs/${id}`);
  const content = bytes.toString("base64").replace(/.{60}/gu, "$&\n");
  return {
    status: 200,
    body: { sha: id, node_id: Buffer.from(id).toString("base64url"), size: bytes.length, url, content, encoding: "base64" },
  };
}
