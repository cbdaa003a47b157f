// Loaded with --import into a run that is to be killed at one of its changes of the disk. STRIKE_LOG: file that all changes are named in.
// STRIKE_AT: number of the change before which the process is killed, from 1. STRIKE_HALF: kill it when half of that change is done.
// STRIKE_GROUP: with all processes of its group. IMPATIENT: no answer is waited for longer than so many milliseconds.
import { Buffer } from "node:buffer";
import fs from "node:fs";
import fsp from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { join } from "node:path";
import process from "node:process";

const { STRIKE_LOG, STRIKE_AT, STRIKE_HALF, STRIKE_GROUP, IMPATIENT } = process.env;
const { openSync, readdirSync, rmSync, writeFileSync, writeSync } = fs;
const log = STRIKE_LOG === undefined ? null : openSync(STRIKE_LOG, "a");
const SYNC = ["mkdirSync", "writeFileSync", "renameSync", "rmSync", "lutimesSync", "fsyncSync"];
const ASYNC = ["mkdir", "mkdtemp", "writeFile", "chmod", "link", "rm", "rename"];
let changes = 0;

function strike(name, args) {
  changes += 1;
  if (log !== null) writeSync(log, `${name}\n`);
  if (changes !== Number(STRIKE_AT)) return;
  if (STRIKE_HALF !== undefined) doHalf(name, args);
  process.kill(STRIKE_GROUP === undefined ? process.pid : -process.pid, "SIGKILL");
}

function doHalf(name, [path, content]) {
  if (name.startsWith("writeFile")) writeFileSync(path, Buffer.from(content).subarray(0, Buffer.byteLength(content) / 2), { flag: "wx" });
  // One thing of all that is in the folder.
  if (name.startsWith("rm"))
    try {
      rmSync(join(path, readdirSync(path)[0] ?? ""), { recursive: true });
    } catch {
      // It is a file, or nothing.
    }
}

for (const [functions, names] of [
  [fs, SYNC],
  [fsp, ASYNC],
]) {
  for (const name of names) {
    const original = functions[name];
    functions[name] = (...args) => {
      strike(name, args);
      return original(...args);
    };
  }
}
syncBuiltinESMExports();

if (IMPATIENT !== undefined) {
  const { AbortSignal } = globalThis;
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  AbortSignal.timeout = (milliseconds) => timeout(Math.min(milliseconds, Number(IMPATIENT)));
}
