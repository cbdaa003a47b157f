import { relative, resolve } from "node:path";
import { failure } from "../../model/failure.ts";
import { renderLockChanges, renderLockFaults, toLockFaultsJson, toLockJson } from "../../output/lock-text.ts";
import type { LockUpdate } from "../../resolve/plan-lock.ts";
import { checkLock, freezeLock } from "../../run/consume/check-lock.ts";
import { updateLock } from "../../run/consume/lock.ts";
import { consumerCommand } from "../consumer-session.ts";

export const lock = consumerCommand(async ({ context, options, invocation, json, text, print }) => {
  const { flags } = invocation;
  const { file = "flows.yml", update, check, frozen } = flags;
  if (typeof file !== "string") throw new TypeError("--file is no text");
  const chosen = [update !== undefined, check === true, frozen === true].filter(Boolean).length;
  if (chosen > 1) throw failure("input-invalid", "--update, --check and --frozen cannot be used together.", "Take one of them.");
  const write = flags["dryRun"] !== true;
  if (!write && (check === true || frozen === true))
    throw failure("input-invalid", "--check and --frozen write nothing anyway.", "Leave out --dry-run, or take it with --update.");
  const order = { file: resolve(context.directory, file), options };
  const shown = (path: string): string => relative(context.directory, path);

  if (check === true || frozen === true) {
    const { path, faults, entries } = await (check === true ? checkLock : freezeLock)(context, order);
    const names = { lock: shown(path), list: shown(order.file) };
    print(json ? toLine(toLockFaultsJson(faults, path, entries)) : renderLockFaults(faults, names, entries, text));
    return faults.length === 0 ? 0 : 2;
  }
  const wanted = toUpdate(update);
  const { path, lock: made, changes, unchanged } = await updateLock(context, { ...order, update: wanted, write });
  const names = { lock: shown(path), list: shown(order.file) };
  const asked = { all: wanted.kind === "all", written: write };
  const difference = { changes, unchanged };
  print(json ? toLine(toLockJson(difference, path, made, write)) : renderLockChanges(difference, names, asked, text));
  return 0;
});

/** As commander gives a flag whose value may be left out. */
function toUpdate(flag: unknown): LockUpdate {
  if (typeof flag === "string") return { kind: "one", name: flag };
  return flag === true ? { kind: "all" } : { kind: "changed" };
}

function toLine(value: object): string {
  return `${JSON.stringify(value)}\n`;
}
