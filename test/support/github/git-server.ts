import type { IncomingMessage } from "node:http";
import { gitCallerOf, mayPush, maySee, type Caller } from "./callers.ts";
import { runGitBackend } from "./git-backend.ts";
import { underRules, type PushSetting } from "./push-rules.ts";
import { plainReply, type Reply } from "./reply.ts";
import { restoreDrafts, type Repository, type Site } from "./state.ts";

export type GitPath = { readonly owner: string; readonly name: string; readonly service: string };

/** What a path asks of git, or undefined when it is none of the smart protocol's. */
export function parseGitPath(path: string): GitPath | undefined {
  const [, owner, name, service] = /^\/([^/]+)\/([^/]+?)(?:\.git)?\/(info\/refs|git-upload-pack|git-receive-pack)$/u.exec(path) ?? [];
  return owner === undefined || name === undefined || service === undefined ? undefined : { owner, name, service };
}

export type GitCall = {
  readonly site: Site;
  readonly method: string;
  readonly service: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
  readonly repository: Repository | undefined;
  readonly tokens: ReadonlyMap<string, Caller>;
};

const unauthorized: Readonly<Record<string, string>> = { "www-authenticate": 'Basic realm="GitHub"' };

/** Serves git's smart HTTP protocol with GitHub's rules of who may read and who may push. */
export async function serveGit(call: GitCall): Promise<Reply> {
  const { repository, service } = call;
  const isPush = service === "git-receive-pack" || call.query.get("service") === "git-receive-pack";
  const caller = gitCallerOf(call.headers.authorization, call.tokens);
  if (caller === undefined)
    return plainReply(401, "Invalid username or token. Password authentication is not supported for Git operations.\n", unauthorized);
  const isVisible = repository !== undefined && maySee(caller, repository);
  if (caller.kind === "anonymous" && (isPush || !isVisible)) return plainReply(401, "Repository not found.\n", unauthorized);
  if (!isVisible) return plainReply(404, "Repository not found.\n");
  if (isPush && !mayPush(caller)) {
    return plainReply(403, `Permission to ${repository.owner}/${repository.name}.git denied to ${caller.login}.\n`);
  }
  if (service === "info/refs" && call.query.get("service") === null) return plainReply(403, "Please upgrade your git client.\n");
  const ask = ({ environment, settings }: PushSetting): Promise<Reply> =>
    runGitBackend({
      environment,
      settings,
      bareRepository: repository.git.path,
      method: call.method,
      service,
      query: call.query.toString(),
      headers: call.headers,
      login: caller.login,
      body: call.body,
    });
  if (service !== "git-receive-pack") return ask({ environment: {}, settings: {} });
  const reply = await underRules({ site: call.site, repository, caller, body: call.body }, ask);
  await restoreDrafts(repository);
  return reply;
}
