import { resolve } from "node:path";
import { gitEnvironment } from "../../git/environment.ts";
import { createGit } from "../../git/git.ts";
import { openRepository } from "../../git/open-repository.ts";
import { failure, Failure } from "../../model/failure.ts";
import { renderList, toListJson } from "../../output/list-text.ts";
import type { Listing } from "../../plan/listing.ts";
import { list as listRepository } from "../../run/list.ts";
import { command } from "../command-session.ts";
import { textOf } from "../flags.ts";
import type { Handler, Invocation } from "../handler.ts";

/** The registry that is named; without a name the repository at hand, or the default registry where that holds no flows. */
export const list: Handler = async (invocation) => {
  const { flags, operands } = invocation;
  if (operands.length > 0 || (!isAboutRepository(flags) && !(await isRepository(invocation)))) return listOffer(invocation);
  return listHere(isAboutRepository(flags) ? null : () => listOffer(invocation))(invocation);
};

function listHere(onNothing: (() => Promise<number>) | null): Handler {
  return command({ offline: true }, async ({ session, json, text, print }) => {
    const registry = await listRepository(session);
    if (onNothing !== null && isEmpty(registry)) return onNothing();
    print(json ? `${JSON.stringify(toListJson(registry))}\n` : renderList(registry, { ...text, manual: session.manual }));
    return registry.problems.some(({ severity }) => severity === "error") ? 2 : 0;
  });
}

/** What registries offer is loaded only now: whoever lists the repository at hand needs none of it. */
async function listOffer(invocation: Invocation): Promise<number> {
  const [{ consumerCommand }, { listRegistry }, { renderOffer }, { toOffer }] = await Promise.all([
    import("../consumer-session.ts"),
    import("../../run/consume/list-registry.ts"),
    import("../../output/offer-text.ts"),
    import("../../output/offer-json.ts"),
  ]);
  const handler = consumerCommand(async ({ context, options, json, text, print }) => {
    const name = invocation.operands[0] ?? null;
    refuseFlags(name, invocation.flags);
    if (name === null && context.registries.default === null) throw NOTHING_TO_LIST;
    const offer = await listRegistry(context, name, options);
    print(json ? `${JSON.stringify({ schema: 1, ...toOffer(offer) })}\n` : renderOffer(offer, { ...text, now: context.time.now() }));
    return 0;
  });
  return handler(invocation);
}

const NOTHING_TO_LIST = failure(
  "registry-unknown",
  "The repository at hand, if this is one, holds no flows, and there is no default registry.",
  "Run it in a clone of a registry (or name that with --repo), or name a registry: flow-tagbot list <name>. `flow-tagbot registry add <name> <source> --default` makes one the default.",
);

/** Flags, as commander names them, that only say how to read the repository at hand. */
const OF_REPOSITORY = ["config", "registry", "tag", "branch", "target", "prerelease", "flow", "version", "forge"];

function isAboutRepository(flags: Invocation["flags"]): boolean {
  return [...OF_REPOSITORY, "root"].some((name) => flags[name] !== undefined) || (textOf(flags["repo"]) ?? ".") !== ".";
}

function refuseFlags(name: string | null, flags: Invocation["flags"]): void {
  const given = OF_REPOSITORY.filter((flag) => flags[flag] !== undefined);
  if (name === null || given.length === 0) return;
  throw failure(
    "input-invalid",
    `${given.map((flag) => `--${flag}`).join(", ")} is about the repository at hand, and the registry ${name} is to be listed.`,
    "Leave out one of them. To see one flow of a registry: flow-tagbot show <flow>@<registry>.",
  );
}

async function isRepository({ environment }: Invocation): Promise<boolean> {
  const git = createGit({ directory: resolve("."), environment: gitEnvironment(environment, null), onProcess: () => undefined });
  try {
    await openRepository(git);
    return true;
  } catch (error) {
    // Whatever else is wrong is told by what opens it in earnest.
    return !(error instanceof Failure && error.code === "not-a-repository");
  }
}

/** Files that are wrong in some way are worth a look too. */
function isEmpty({ files, unversioned, problems }: Listing): boolean {
  return files.length + unversioned.length + problems.length === 0;
}
