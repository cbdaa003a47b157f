import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, inject, onTestFinished, test } from "vitest";
import metadata from "../../package.json" with { type: "json" };
import { Failure, listFlows, openResolver, resolveFlow, type ResolverOptions } from "../../src/entry/library.ts";
import type { Problem } from "../../src/model/problem.ts";
import { createConsumer, createTeam, listed, type Consumer } from "../run/consume/offered.ts";
import { lockHere } from "../run/consume/lock-team.ts";
import { isolatedEnvironment } from "../support/isolated-git.ts";
import type { TestRegistry } from "../support/registry.ts";

const ROOT = join(import.meta.dirname, "../..");

interface Program extends Pick<Consumer, "folder" | "open"> {
  readonly team: TestRegistry;
  readonly options: ResolverOptions;
}

/** A program of somebody whose default registry is `team`. */
function createProgram(): Program {
  const team = createTeam();
  const { folder, open } = createConsumer(listed("git", { team }, "team"));
  const options = { environment: isolatedEnvironment(folder), directory: folder, cacheFolder: "cache", registriesFile: "registries.yml" };
  return { team, folder, open, options };
}

/** What a promise fails with. */
async function failureOf(promise: Promise<unknown>): Promise<Failure> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof Failure) return error;
  throw new Error("it did not fail with a Failure");
}

describe("resolveFlow", () => {
  test("gives one commit with its bytes on disk, and the same ones without network", async () => {
    const { team, folder, options } = createProgram();
    const flow = await resolveFlow("code_review#^1.0", options);
    expect(flow).toMatchObject({
      version: "1.1.0",
      tag: "code_review-v1.1.0",
      commit: team.git("rev-parse", "code_review-v1.1.0^{}"),
      cached: false,
    });
    expect(flow.file.startsWith(join(folder, "cache"))).toBe(true);
    expect(readFileSync(flow.file, "utf8")).toContain("Reviews, as of 1.1.0");
    rmSync(team.dir, { recursive: true });
    expect(await resolveFlow("code_review#1.1.0", options)).toMatchObject({ digest: flow.digest, file: flow.file, cached: true });
    expect(await resolveFlow("code_review#^1.0", { ...options, offline: true })).toMatchObject({ version: "1.1.0", commit: flow.commit });
  });

  test("options are those of the command, and local files are meant from the directory", async () => {
    const { folder, options } = createProgram();
    expect(await resolveFlow("code_review#>=1.0.0", { ...options, prerelease: true })).toMatchObject({ version: "2.0.0-rc.1" });
    writeFileSync(join(folder, "own.yml"), "version: v1\n");
    expect(await resolveFlow("./own.yml", options)).toMatchObject({ path: "./own.yml", file: join(folder, "own.yml"), registry: null });
  });

  test("tells of a yanked version, which stops nothing", async () => {
    const { options } = createProgram();
    const notices: Problem[] = [];
    const flow = await resolveFlow("code_review#1.2.0", { ...options, onNotice: (notice) => notices.push(notice) });
    expect(flow).toMatchObject({ version: "1.2.0", yanked: { reason: "Leaks tokens" } });
    expect(notices).toMatchObject([{ code: "version-yanked" }]);
  });

  test("fails with a code, what is wrong, and the way out", async () => {
    const { options } = createProgram();
    for (const [reference, more, code] of [
      ["code_review", { offline: true }, "offline-missing"],
      ["code_review@nowhere", {}, "registry-unknown"],
      ["nothing", {}, "flow-unknown"],
      ["code_review#^9", {}, "range-unsatisfied"],
      ["code_review#", {}, "reference-invalid"],
      ["code_review", { lockFile: "flows.lock" }, "frozen-missing"],
      ["code_review", { registriesFile: "." }, "registries-invalid"],
    ] as const) {
      const failed = await failureOf(resolveFlow(reference, { ...options, ...more }));
      expect(failed.problems[0]).toMatchObject({ code, severity: "error" });
      expect(failed.problems[0].fix).not.toBe("");
    }
  });

  test("with a lockfile, a range means what is locked, and nothing else is resolved", async () => {
    const { team, folder, open, options } = createProgram();
    writeFileSync(join(folder, "flows.yml"), "review: code_review#^1.0\n");
    await lockHere(await open());
    team.write("flows/code_review/1.3.0.yml", "version: v1\n");
    team.commit("Add 1.3.0");
    team.tag("code_review-v1.3.0");
    expect(await resolveFlow("code_review#^1.0", { ...options, lockFile: "flows.lock" })).toMatchObject({ version: "1.1.0" });
    expect(await resolveFlow("code_review#^1.0", options)).toMatchObject({ version: "1.3.0" });
    expect(await failureOf(resolveFlow("code_review#^1.1", { ...options, lockFile: "flows.lock" }))).toMatchObject({
      code: "frozen-missing",
    });
  });
});

describe("a resolver", () => {
  test("answers many at once, and says the same of a range for its lifetime", async () => {
    const { team, options } = createProgram();
    await using resolver = await openResolver(options);
    const references = ["code_review#^1.0", "code_review#1.0.0", "chat/agent", "code_review#2.0.0-orbit"];
    const flows = await Promise.all(references.map((reference) => resolver.resolve(reference)));
    expect(flows.map(({ flow, version }) => `${flow} ${version ?? ""}`)).toEqual([
      "code_review 1.1.0",
      "code_review 1.0.0",
      "chat/agent 1.0.0",
      "code_review 2.0.0-orbit",
    ]);
    team.tag("code_review-v1.9.0");
    expect(await resolver.resolve("code_review#^1.0")).toMatchObject({ version: "1.1.0" });
    const [review] = (await resolver.list()).flows.filter(({ flow }) => flow === "code_review");
    expect(review?.versions.map(({ version }) => version)).not.toContain("1.9.0");
  });
});

describe("listFlows", () => {
  test("gives the flows of a registry with all their versions, lowest first", async () => {
    const { team, options } = createProgram();
    const { registry, flows } = await listFlows("team", options);
    expect(registry).toMatchObject({ name: "team", default: true, type: "git", commit: team.head(), stale: false });
    expect(flows).toMatchObject([
      { flow: "chat/agent", latest: "1.0.0", tagged: false },
      {
        flow: "code_review",
        description: "Reviews, as of 1.2.0",
        latest: "1.1.0",
        versions: [{ version: "1.0.0" }, {}, { yanked: {} }, {}, {}],
      },
    ]);
    expect(await listFlows(undefined, options)).toMatchObject({ registry: { name: "team" } });
    expect(await failureOf(listFlows("nowhere", options))).toMatchObject({ code: "registry-unknown" });
  });
});

/** What somebody installs: the package, unpacked where Node looks for it, and nothing else beside it. */
function installPackage(): string {
  const folder = mkdtempSync(join(tmpdir(), "flow-tagbot-package-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const source = join(folder, "source");
  cpSync(inject("bundle"), join(source, "dist"), { recursive: true });
  for (const file of ["package.json", "README.md", "LICENSE", "action.yml"]) cpSync(join(ROOT, file), join(source, file));
  const run = (command: string, ...args: readonly string[]): void => {
    const { status, stderr } = spawnSync(command, args, {
      cwd: source,
      encoding: "utf8",
      env: { ...process.env, npm_config_cache: join(folder, "npm") },
    });
    if (status !== 0) throw new Error(`${command} ${args.join(" ")}: ${stderr}`);
  };
  run("npm", "pack", "--offline", "--ignore-scripts", "--silent");
  const target = join(folder, "program/node_modules/flow-tagbot");
  mkdirSync(target, { recursive: true });
  run("tar", "-xzf", `flow-tagbot-${metadata.version}.tgz`, "-C", target, "--strip-components", "1");
  return join(folder, "program");
}

const PROGRAM = `import { Failure, listFlows, openResolver, resolveFlow, type Offer, type Problem, type ResolvedFlow, type ResolverOptions } from "flow-tagbot";

declare const console: { readonly log: (text: string) => void };
const options: ResolverOptions = { registriesFile: "registries.yml", cacheFolder: "cache" };
const notices: Problem[] = [];
const flow: ResolvedFlow = await resolveFlow("code_review#1.2.0", { ...options, onNotice: (notice) => notices.push(notice) });
const offer: Offer = await listFlows("team", options);
const resolver = await openResolver(options);
const pinned: string | null = (await resolver.resolve("code_review#^1")).commit;
await resolver.close();
let code: Failure["code"] | null = null;
try {
  await resolveFlow("nothing", options);
} catch (error) {
  if (error instanceof Failure) code = error.code;
}
// @ts-expect-error a version may be missing
export const length = flow.version.length;
// @ts-expect-error there is no such code
export const isWrong = code === "no-such-code";
console.log(JSON.stringify([flow.version, notices[0]?.code, offer.flows.map(({ latest }) => latest), pinned?.length, code]));
`;

test("the package works in a program of its own, and has all the types that a strict one needs", () => {
  const folder = installPackage();
  const team = createTeam();
  writeFileSync(join(folder, "registries.yml"), listed("git", { team }, "team"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  writeFileSync(join(folder, "program.ts"), PROGRAM);
  const compilerOptions = { module: "nodenext", moduleResolution: "nodenext", target: "es2022", strict: true, types: [], noEmit: true };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["program.ts"] }));
  const run = (...args: readonly string[]): string => {
    const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8", env: isolatedEnvironment(folder) });
    return stdout + stderr;
  };
  expect(run(join(ROOT, "node_modules/typescript/bin/tsc"), "-p", ".")).toBe("");
  expect(JSON.parse(run("program.ts"))).toEqual(["1.2.0", "version-yanked", ["1.0.0", "1.1.0"], 40, "flow-unknown"]);
});
