import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { renderConsumerFigures, type ConsumerTally } from "./consumer-figures.ts";
import { tryOffline } from "./consumer-offline.ts";
import { changeKills, networkFaults, requestKills, type ConsumerPoint } from "./consumer-points.ts";
import { raceConsumers, type Beside } from "./consumer-races.ts";
import { readUndisturbed, tryPoint, type Undisturbed } from "./consumer-trial.ts";
import { buildCommand, buildTeamIn } from "./consumer-world.ts";
import { fuzzReferences } from "./fuzz-references.ts";
import { HOSTILE } from "./hostile-registries.ts";
import { tryHostile } from "./hostile-trial.ts";
import { inParallel } from "./in-parallel.ts";

const INPUTS = 1_000_000;
const CROWDS = [2, 3, 4, 6, 8] as const;

interface Settings {
  readonly workers: number;
  readonly machine: string;
  readonly say: (text: string) => void;
}

/** Kills, races, faults, hostile registries and fuzzing of those who use flows, as Markdown tables. */
export async function sweepConsumers({ workers, machine, say }: Settings): Promise<{ readonly tables: string; readonly isWell: boolean }> {
  const begun = performance.now();
  const folder = mkdtempSync(join(tmpdir(), "flow-tagbot-consumers-"));
  try {
    const template = {
      program: await buildCommand(join(folder, "command")),
      bareRepository: buildTeamIn(folder),
      compiled: join(folder, "compiled"),
    };
    const [byGit, byApi] = [await readUndisturbed(template, "git"), await readUndisturbed(template, "api")];
    const tell = (name: string, troubles: readonly string[]): void => {
      say(`${troubles.length === 0 ? "survived" : "NOT SURVIVED"}: ${name}`);
      for (const trouble of troubles) say(trouble);
    };
    const tryAll = async (what: string, undisturbed: Undisturbed, points: readonly ConsumerPoint[]): Promise<ConsumerTally> => {
      const trials = await inParallel(points, workers, async (point) => {
        const trial = await tryPoint(undisturbed, point);
        tell(trial.name, trial.troubles);
        return trial;
      });
      return {
        what,
        tried: trials.length,
        survived: trials.filter(({ troubles }) => troubles.length === 0).length,
        atOnce: trials.filter(({ atOnce }) => atOnce).length,
        stages: trials.reduce((sum, { stages }) => sum + stages, 0),
      };
    };
    const race = async (what: string, beside: Beside): Promise<ConsumerTally> => {
      const results: (readonly string[])[] = [];
      for (const undisturbed of [byGit, byApi])
        for (const count of CROWDS) {
          const troubles = await raceConsumers(undisturbed, count, beside);
          tell(`${undisturbed.way}: ${count} processes, ${beside} beside`, troubles);
          results.push(troubles);
        }
      return plain(what, results);
    };
    const tallies = [
      await tryAll(
        `SIGKILL before and in the middle of each of ${byGit.changes.length} changes of the disk, by git`,
        byGit,
        changeKills(byGit.changes),
      ),
      await tryAll(
        `SIGKILL at each of ${byGit.requests.length} requests by git, alone and with its group`,
        byGit,
        requestKills(byGit.requests),
      ),
      await tryAll(`the same at each of ${byApi.requests.length} requests by the API`, byApi, requestKills(byApi.requests)),
      await tryAll("every fault at each request by git, once and from there on", byGit, networkFaults(byGit.requests)),
      await tryAll("the same by the API, which git stands in for", byApi, networkFaults(byApi.requests)),
      await race("2 to 8 processes at once, into one empty cache", "nothing"),
      await race("the same while everything is pruned, every 20 ms", "prune"),
      await race("the same while the registry is cleared, every 20 ms", "clear"),
    ];
    const offline = [...(await tryOffline(byGit)), ...(await tryOffline(byApi))];
    for (const { name, troubles } of offline) tell(name, troubles);
    tallies.push(
      plain(
        "cached references and updates without a server, or with one that fails",
        offline.map(({ troubles }) => troubles),
      ),
    );
    const rows = (["git", "api"] as const).flatMap((way) =>
      HOSTILE.filter(({ isLarge }) => way === "git" || isLarge !== true).map((row) => ({ way, row })),
    );
    const hostile = await inParallel(rows, workers, async ({ way, row }) => {
      const trial = await tryHostile(template, way, row);
      tell(`${trial.name} (${trial.ended})`, trial.troubles);
      return trial;
    });
    say(`fuzzing with ${INPUTS} references`);
    const fuzzed = fuzzReferences(INPUTS, 1);
    const minutes = (performance.now() - begun) / 60_000;
    const tables = renderConsumerFigures({ tallies, hostile, fuzzed, machine, minutes });
    return {
      tables,
      isWell: tallies.every(({ tried, survived }) => tried === survived) && hostile.every(({ troubles }) => troubles.length === 0),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function plain(what: string, results: readonly (readonly string[])[]): ConsumerTally {
  return { what, tried: results.length, survived: results.filter((troubles) => troubles.length === 0).length, atOnce: null, stages: null };
}
