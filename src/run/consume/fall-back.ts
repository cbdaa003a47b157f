import type { Code } from "../../model/codes.ts";
import { Failure } from "../../model/failure.ts";
import { toWarning, type Problem } from "../../model/problem.ts";
import type { Transport } from "../../resolve/transport.ts";

/** The faster way; what it has no step for takes the other. */
export type FastTransport = Omit<Transport, "findCommits" | "close">;

/** What a failure of the fast way means: whether it will fail again, and whether the token is of any use. */
const FAILED: Partial<Record<Code, { readonly lasting: boolean; readonly withToken: boolean }>> = {
  "forge-unreadable": { lasting: false, withToken: true },
  "forge-invalid": { lasting: false, withToken: true },
  "forge-unreachable": { lasting: true, withToken: true },
  "forge-rate-limit": { lasting: true, withToken: true },
  "forge-auth": { lasting: true, withToken: false },
  "forge-denied": { lasting: true, withToken: false },
  "forge-sso": { lasting: true, withToken: false },
};

/**
 * A transport that goes the fast way, and each step that fails there for reasons of the way itself by the slow one, which is opened then. Once a
 * step has worked that way a notice says why it was taken. What the registry itself lacks, and what is too large, fails at once.
 */
export function fallBack(
  fast: FastTransport,
  openSlow: (withToken: boolean) => Promise<Transport>,
  onNotice: (notice: Problem) => void,
): Transport {
  const told = new Set<Code>();
  let blocked: Failure | null = null;
  let opened: Promise<Transport> | null = null;

  const slow = (withToken: boolean): Promise<Transport> => (opened ??= openSlow(withToken));

  async function step<T>(go: (way: FastTransport) => Promise<T>): Promise<T> {
    let failed = blocked;
    if (failed === null) {
      try {
        return await go(fast);
      } catch (error) {
        if (!(error instanceof Failure) || FAILED[error.code] === undefined) throw error;
        failed = error;
      }
    }
    const cause = failed;
    if (FAILED[cause.code]?.lasting === true) blocked = cause;
    const result = await bySlow(cause, async () => go(await slow(isTokenGood(cause))));
    if (!told.has(cause.code)) {
      told.add(cause.code);
      onNotice(toNotice(cause));
    }
    return result;
  }

  return {
    readRefs: () => step((way) => way.readRefs()),
    readCommits: (wants) => step((way) => way.readCommits(wants)),
    readContents: (files) => step((way) => way.readContents(files)),
    findCommits: async (digits) => (await slow(blocked === null || isTokenGood(blocked))).findCommits(digits),
    close: async () => {
      const transport = await opened?.catch(() => null);
      await transport?.close();
    },
  };
}

function isTokenGood({ code }: Failure): boolean {
  return FAILED[code]?.withToken !== false;
}

/** When neither way works, git's words come first; a refused token is told with them, since git was not given it. */
async function bySlow<T>(failed: Failure, go: () => Promise<T>): Promise<T> {
  try {
    return await go();
  } catch (error) {
    if (!(error instanceof Failure) || isTokenGood(failed)) throw error;
    const [first, ...more] = error.problems;
    throw new Failure([first, ...more, ...failed.problems], error);
  }
}

function toNotice(failed: Failure): Problem {
  const [{ message, fix }] = failed.problems;
  return toWarning(
    failed.code,
    `GitHub was read with git, which is slower: ${message}`,
    isTokenGood(failed) ? "Nothing needs to be done: git gives the same." : fix,
  );
}
