import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Problem } from "../../../src/model/problem.ts";
import { openCache } from "../../../src/resolve/cache/open-cache.ts";
import { LIMITS } from "../../../src/resolve/limits.ts";
import type { ResolvedFlow } from "../../../src/resolve/resolved.ts";
import type { RegistryType } from "../../../src/resolve/source.ts";
import { DEFAULT_RESOLVE, type ConsumerContext, type ResolveOptions } from "../../../src/run/consume/context.ts";
import { closeRegistries } from "../../../src/run/consume/open-registry.ts";
import { createTransportOpener } from "../../../src/run/consume/open-transport.ts";
import { resolveReference } from "../../../src/run/consume/resolve-reference.ts";
import { createTime } from "../../../src/entry/time.ts";
import { isolatedEnvironment } from "../../support/isolated-git.ts";

export interface Consumer {
  readonly context: ConsumerContext;
  readonly folder: string;
  readonly notices: readonly Problem[];
  /** What was asked of transports, in order: `refs`, `commits 2`, `contents 3`, `find`. */
  readonly asked: readonly string[];
  /** What is done before the next such question. */
  readonly before: (question: string, work: () => void) => void;
  readonly resolve: (text: string, options?: Partial<ResolveOptions>) => Promise<ResolvedFlow>;
  /** Another program, later, with the same cache. */
  readonly again: (registries?: Registries) => Promise<Consumer>;
}

/** Path or URL by the registry's name, with a root if that is configured; `team` is the default one. */
export type Registries = Readonly<
  Record<string, string | { readonly source: string; readonly root?: string; readonly type?: RegistryType }>
>;

/** Someone who uses registries, with an empty cache, and git as the way to all of them. */
export async function openConsumer(registries: Registries, folder?: string): Promise<Consumer> {
  const own = folder ?? mkdtempSync(join(tmpdir(), "flow-tagbot-consumer-"));
  if (folder === undefined)
    onTestFinished(() => {
      rmSync(own, { recursive: true, force: true });
    });
  const time = createTime(1000);
  const notices: Problem[] = [];
  const asked: string[] = [];
  const hooks: { readonly question: string; readonly work: () => void }[] = [];
  const cache = await openCache({
    root: join(own, "cache"),
    now: time.now,
    owner: { pid: process.pid, isAlive: () => true },
    limits: LIMITS,
  });
  const onNotice = (notice: Problem): void => {
    notices.push(notice);
  };
  const open = createTransportOpener({
    serverUrl: "https://github.invalid",
    apiUrl: null,
    environment: { ...isolatedEnvironment(own) },
    makeStage: cache.makeStage,
    findToken: () => Promise.resolve(null),
    limits: LIMITS,
    time,
    onNotice,
    onProcess: () => undefined,
    onExchange: () => undefined,
  });
  const ask = (question: string, text = question): void => {
    asked.push(text);
    const at = hooks.findIndex((hook) => hook.question === question);
    if (at !== -1) for (const hook of hooks.splice(at, 1)) hook.work();
  };
  const context: ConsumerContext = {
    directory: own,
    registries: {
      default: "team" in registries ? "team" : null,
      entries: new Map(
        Object.entries(registries).map(([name, value]) => {
          const { source, root, type } = typeof value === "string" ? { source: value } : value;
          return [name, { name, type: type ?? "git", source, root: root ?? null }];
        }),
      ),
      requestVersion: "latest",
    },
    registriesFile: join(own, "registries.yml"),
    serverUrl: "https://github.invalid",
    cache,
    openTransport: async (source) => {
      const transport = await open(source);
      return {
        ...transport,
        readRefs: () => {
          ask("refs");
          return transport.readRefs();
        },
        findCommits: (digits) => {
          ask("find");
          return transport.findCommits(digits);
        },
        readCommits: (wants) => {
          ask("commits", `commits ${String(wants.length)}`);
          return transport.readCommits(wants);
        },
        readContents: (files) => {
          ask("contents", `contents ${String(files.length)}`);
          return transport.readContents(files);
        },
      };
    },
    time,
    onNotice,
  };
  onTestFinished(() => closeRegistries(context));
  return {
    context,
    folder: own,
    notices,
    asked,
    before: (question, work) => hooks.push({ question, work }),
    resolve: (text, options = {}) => resolveReference(context, text, { ...DEFAULT_RESOLVE, ...options }),
    again: (other) => openConsumer(other ?? registries, own),
  };
}
