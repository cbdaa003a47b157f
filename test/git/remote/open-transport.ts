import { readdirSync } from "node:fs";
import { join } from "node:path";
import { mkdirSync } from "node:fs";
import { onTestFinished } from "vitest";
import { createTime } from "../../../src/entry/time.ts";
import { gitEnvironment } from "../../../src/git/environment.ts";
import { openGitTransport } from "../../../src/git/remote/open-git-transport.ts";
import type { Problem } from "../../../src/model/problem.ts";
import { LIMITS } from "../../../src/resolve/limits.ts";
import type { Limits, Transport } from "../../../src/resolve/transport.ts";
import { isolatedEnvironment } from "../../support/isolated-git.ts";
import { temporaryFolder } from "../open-git.ts";

export interface TransportSetting {
  readonly url: string;
  readonly token?: string | null;
  readonly limits?: Partial<Limits>;
  readonly environment?: Readonly<Record<string, string>>;
}

export interface OpenedTransport {
  readonly transport: Transport;
  readonly stage: string;
  readonly notices: readonly Problem[];
  readonly processes: () => number;
  /** Names of all files in the stage. */
  readonly files: () => readonly string[];
}

/** A transport for one test, which ends with it. */
export function openTransport({ url, token = null, limits = {}, environment = {} }: TransportSetting): OpenedTransport {
  const home = temporaryFolder();
  const stage = join(home, "stage");
  mkdirSync(stage);
  const notices: Problem[] = [];
  let processes = 0;
  const transport = openGitTransport({
    url,
    stage,
    token,
    environment: gitEnvironment({ ...isolatedEnvironment(home), ...environment }, null),
    limits: { ...LIMITS, ...limits },
    onProcess: () => {
      processes += 1;
    },
    onNotice: (notice) => notices.push(notice),
    time: createTime(),
  });
  onTestFinished(transport.close);
  return {
    transport,
    stage,
    notices,
    processes: () => processes,
    files: () => readdirSync(stage, { recursive: true, encoding: "utf8" }),
  };
}
