import { failure, type Failure } from "../../model/failure.ts";
import { toWarning, type Problem } from "../../model/problem.ts";
import type { Time } from "../../model/time.ts";
import { gitFailure } from "../failures.ts";
import { remoteEnvironment, type Filter } from "./remote-environment.ts";
import { createRemoteProcesses, type RemoteResult } from "./remote-process.ts";
import { withoutCredentials, type Login, type RegistryUrl } from "./registry-url.ts";
import { tooLarge } from "./too-large.ts";
import { folderSize, watchSize } from "./watch-size.ts";

export interface RemoteDoorOptions {
  readonly registry: RegistryUrl;
  readonly token: string | null;
  readonly environment: Readonly<Record<string, string>>;
  /** Watched while something is fetched. */
  readonly stage: string;
  /** Bytes that the stage may grow to. */
  readonly mostBytes: number;
  readonly onProcess: () => void;
  readonly onNotice: (notice: Problem) => void;
  readonly time: Time;
}

export interface Question {
  readonly args: readonly string[];
  /** The bare repository that git works in. */
  readonly repository: string;
  readonly filter: Filter;
  readonly input: string;
}

/** The one door to the registry's server. */
export interface RemoteDoor {
  /** The answer, also one with another exit code than 0; throws where the server was not reached, or refused whoever asked. */
  readonly ask: (question: Question) => Promise<RemoteResult>;
  readonly close: () => Promise<void>;
}

/** Servers refuse a token that they do not know with 401, and one that may not with 403, 404 or words of their own. */
const REFUSALS: readonly string[] = ["git-auth", "push-sso"];
/** More refs than any registry has. */
const MOST_OUTPUT = 64 * 1024 * 1024;
const LEAST_ALLOCATION = 16 * 1024 * 1024;

export function createRemoteDoor(options: RemoteDoorOptions): RemoteDoor {
  const { registry, token, stage, mostBytes, onNotice, time } = options;
  const processes = createRemoteProcesses(options.onProcess);
  // One object cannot take more memory than all of them may disk; a few kilobytes can unpack to gigabytes.
  const base = { ...options.environment, GIT_ALLOC_LIMIT: String(Math.max(mostBytes, LEAST_ALLOCATION)) };
  let login = registry.login ?? toLogin(registry, token);

  async function attempt({ args, repository, filter, input }: Question, as: Login | null): Promise<RemoteResult> {
    const exceeded = (): Failure => tooLarge(`what it sent takes more than ${mostBytes} bytes`);
    const result = await processes.run({
      args,
      directory: repository,
      environment: { ...remoteEnvironment(base, registry, as, filter), GIT_DIR: repository },
      input,
      mostOutput: MOST_OUTPUT,
      watch: (isRunning, end) =>
        watchSize({
          folder: stage,
          most: mostBytes,
          time,
          isRunning,
          onExceeded: () => {
            end(exceeded());
          },
        }),
    });
    if (/attempting to allocate \d+ over limit/.test(result.stderr)) throw exceeded();
    if (result.code === 0 && (await folderSize(stage)) > mostBytes) throw exceeded();
    return result;
  }

  /** A token may be stale, or meant for another repository; what git itself knows of the host may still do. */
  async function ask(question: Question): Promise<RemoteResult> {
    const given = login;
    const first = await attempt(question, given);
    const refused = refusalOf(question, first);
    if (refused === null) return first;
    if (given === null) throw refused;
    const second = await attempt(question, null);
    if (refusalOf(question, second) !== null) throw bothRefused(refused, registry);
    if (login !== null) {
      login = null;
      onNotice(
        toWarning(
          "git-auth",
          `${registry.url} refused the token that was found for it, and was read with git's own credentials.`,
          "Renew the token, give it access to this repository, or remove the variable that holds it.",
        ),
      );
    }
    return second;
  }

  return { ask, close: processes.close };
}

function toLogin({ kind, user }: RegistryUrl, token: string | null): Login | null {
  // GitHub's name for a token's user; GitLab and Gitea take any.
  return kind === "http" && token !== null ? { user: user ?? "x-access-token", password: token } : null;
}

function refusalOf({ args }: Question, result: RemoteResult): Failure | null {
  if (result.code === 0) return null;
  const found = remoteFailure(args, result);
  return REFUSALS.includes(found.code) ? found : null;
}

/** What a failed process means; the user's own settings may rewrite an address into one with a password. */
export function remoteFailure(args: readonly string[], { code, stderr }: Pick<RemoteResult, "code" | "stderr">): Failure {
  return gitFailure(args, { code, stderr: withoutCredentials(stderr) });
}

function bothRefused(refused: Failure, { url }: RegistryUrl): Failure {
  const [problem] = refused.problems;
  return failure(
    problem.code,
    `${problem.message} (asked at ${url} with the token that was found for it, and then with git's own credentials)`,
    "Check the address, and that the token is valid and may read this repository.",
    refused,
  );
}
