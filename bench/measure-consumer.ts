import { mkdirSync, mkdtempSync } from "node:fs";
import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { join } from "node:path";
import { SemVer } from "semver";
import { openResolver, type ResolverOptions } from "../src/entry/library.ts";
import type { Candidate } from "../src/resolve/candidate.ts";
import { PRERELEASE_WORDS } from "../src/model/version.ts";
import { parseReference } from "../src/resolve/parse-reference.ts";
import { pickVersion } from "../src/resolve/pick.ts";
import { startGithub } from "../test/support/github/start-github.ts";
import { isolatedEnvironment } from "../test/support/isolated-git.ts";
import { versionPath } from "./landings.ts";
import { interleave, median, runCommand } from "./run.ts";

const LIBRARY_ROUNDS = 200;
const REFERENCES = 10_000;
const VERSIONS = 1_000;

/** What it took to get something from a server. */
export interface Transfer {
  readonly milliseconds: number;
  readonly requests: number;
  /** From the server, headers included. */
  readonly bytes: number;
}

export interface ConsumerResult {
  /** A cached exact version, asked of one resolver again and again. */
  readonly libraryMilliseconds: number;
  /** The same as a command, and node alone. */
  readonly command: { readonly resolve: number; readonly bareNode: number };
  readonly matching: { readonly references: number; readonly versions: number; readonly milliseconds: number };
  readonly transfers: readonly { readonly what: string; readonly transfer: Transfer }[];
}

interface Setting {
  /** Bare repository with all its versions tagged. */
  readonly registry: string;
  readonly base: string;
  readonly node: string;
  readonly command: string;
  readonly rounds: number;
  readonly say: (text: string) => void;
}

/** Measures the consumer side against a git server of our own; a wrong answer is never timed. */
export async function measureConsumer({ registry, base, node, command, rounds, say }: Setting): Promise<ConsumerResult> {
  say("consumer: against a server");
  const github = await startGithub({ bareRepository: registry });
  const counter = await countBytes(new URL(github.serverUrl));
  try {
    const path = versionPath(0, 3);
    const [version = ""] = /[^/]+(?=\.yml$)/.exec(path) ?? [];
    const flow = path.split("/").at(-2) ?? "";
    const address = `${counter.host}/${github.owner}/${github.repo}`;
    const exact = `${flow}@${address}#${version}`;
    const scratch = mkdtempSync(join(base, "consumer-"));
    const environment = { ...isolatedEnvironment(scratch), FLOW_TAGBOT_REGISTRIES: join(scratch, "registries.yml") };
    const options = (cache: string): ResolverOptions => ({ cacheFolder: join(scratch, cache), environment, directory: scratch });
    const transfer = async (work: () => Promise<unknown>): Promise<Transfer> => {
      const [requests, bytes, begun] = [github.requests.length, counter.bytes(), performance.now()];
      await work();
      return { milliseconds: performance.now() - begun, requests: github.requests.length - requests, bytes: counter.bytes() - bytes };
    };
    const resolveOnce = async (reference: string, cache: string): Promise<void> => {
      await using resolver = await openResolver(options(cache));
      const found = await resolver.resolve(reference);
      if (found.path !== path) throw new Error(`${reference} gave ${found.path}, not ${path}`);
    };
    const clone = (name: string, ...more: readonly string[]): Promise<unknown> =>
      runCommand({
        file: "git",
        args: ["clone", "--quiet", ...more, `http://${address}`, join(scratch, name)],
        environment,
      });
    const range = `${flow}@${address}#${version.replace(/\d+$/, "x")}`;
    const transfers = [
      { what: `\`resolve\` of an exact version, nothing cached`, transfer: await transfer(() => resolveOnce(exact, "cold")) },
      { what: "the same again", transfer: await transfer(() => resolveOnce(exact, "cold")) },
      { what: "a range, nothing cached", transfer: await transfer(() => resolveOnce(range, "range")) },
      { what: "the same again", transfer: await transfer(() => resolveOnce(range, "range")) },
      { what: "`git clone`, whole", transfer: await transfer(() => clone("whole")) },
      { what: "`git clone --depth 1`", transfer: await transfer(() => clone("shallow", "--depth=1")) },
    ];
    say("consumer: cached");
    const libraryMilliseconds = await timeLibrary(exact, options("cold"));
    mkdirSync(join(scratch, "empty"), { recursive: true });
    const cached = { file: node, args: [command, "resolve", exact, "--cache", join(scratch, "cold")], cwd: scratch, environment };
    const times = await interleave(
      [
        { name: "node", command: { file: node, args: ["-e", "0"] } },
        { name: "resolve", command: cached },
      ],
      rounds,
      () => undefined,
    );
    return {
      libraryMilliseconds,
      command: { resolve: times.get("resolve") ?? NaN, bareNode: times.get("node") ?? NaN },
      matching: measureMatching(),
      transfers,
    };
  } finally {
    counter.close();
    await github.stop();
  }
}

async function timeLibrary(reference: string, options: ResolverOptions): Promise<number> {
  await using resolver = await openResolver(options);
  const times: number[] = [];
  for (let round = 0; round <= LIBRARY_ROUNDS; round += 1) {
    const begun = performance.now();
    const { cached } = await resolver.resolve(reference);
    times.push(performance.now() - begun);
    if (!cached) throw new Error(`${reference} was not cached`);
  }
  return median(times.slice(1));
}

/** Parses so many references and finds the version of each among those of one flow. */
function measureMatching(): ConsumerResult["matching"] {
  const candidates = Array.from({ length: VERSIONS }, (_, index): Candidate => {
    const semver = new SemVer(`${Math.floor(index / 100)}.${Math.floor(index / 10) % 10}.${index % 10}`);
    return { semver, kind: "stable", yanked: null };
  });
  const forms = (major: number, minor: number, patch: number): readonly string[] => [
    `^${major}.${minor}`,
    `~${major}.${minor}.${patch}`,
    `${major}.x`,
    `>=${major}.${minor} <${major + 1}`,
    `${major}.${minor}.${patch}`,
    "latest",
  ];
  const texts = Array.from({ length: REFERENCES }, (_, index) => {
    const choices = forms(index % 10, Math.floor(index / 10) % 10, Math.floor(index / 100) % 10);
    return `qa-bot@team#${choices[index % choices.length] ?? ""}`;
  });
  const begun = performance.now();
  for (const text of texts) {
    const reference = parseReference(text, () => false);
    const ref = reference.kind === "flow" ? reference.ref : null;
    if (ref === null || (ref.kind !== "range" && ref.kind !== "version")) throw new Error(`${text} is no range`);
    const picked = pickVersion(candidates, ref, { prerelease: false, words: PRERELEASE_WORDS });
    if (picked.kind !== "picked") throw new Error(`${text} matched nothing`);
  }
  return { references: REFERENCES, versions: VERSIONS, milliseconds: performance.now() - begun };
}

interface ByteCounter {
  /** `127.0.0.1:<port>`. */
  readonly host: string;
  readonly bytes: () => number;
  readonly close: () => void;
}

/** Passes connections on to a server and counts what comes back. */
async function countBytes(target: URL): Promise<ByteCounter> {
  let bytes = 0;
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on("error", () => socket.destroy());
      socket.on("close", () => open.delete(socket));
    }
    upstream.on("data", (chunk: Buffer) => (bytes += chunk.length));
    client.pipe(upstream).pipe(client);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    host: `127.0.0.1:${(address satisfies AddressInfo).port}`,
    bytes: () => bytes,
    close: () => {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}
