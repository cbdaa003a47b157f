import { createInterface } from "node:readline";
import { isAlive } from "../../../src/entry/own-process.ts";
import { clearRegistry } from "../../../src/resolve/cache/clear.ts";
import { openCache } from "../../../src/resolve/cache/open-cache.ts";
import type { Store } from "../../../src/resolve/cache/store.ts";
import { LIMITS } from "../../../src/resolve/limits.ts";
import { ANSWER, entryOf, QUESTION } from "./sample-entry.ts";

/**
 * A process that uses a cache, for tests of several at once: `write-sample.ts <root> kill <n>` writes an entry and an answer, and is
 * killed before its n-th change of the disk; `write-sample.ts <root> race <rounds>` waits for a line, then reads and writes the
 * same entries over and over; `clear` does that too, and clears the registry now and then.
 */
const [root = "", mode = "", number = "0"] = process.argv.slice(2);

let changes = 0;
const store: Store = {
  root,
  now: () => Date.now(),
  owner: { pid: process.pid, isAlive },
  limits: LIMITS,
  onChange: () => {
    changes += 1;
    if (mode === "kill" && changes === Number(number)) process.kill(process.pid, "SIGKILL");
  },
};
const cache = await openCache(store);

if (mode === "kill") {
  const { key, facts, contents } = entryOf();
  await cache.writeEntry(key, facts, contents);
  await cache.writeAnswer(QUESTION, ANSWER);
} else {
  process.stdout.write("ready\n");
  await new Promise((resolve) => createInterface(process.stdin).once("line", resolve));
  for (let round = 0; round < Number(number); round += 1) {
    const { key, facts, contents } = entryOf(undefined, { commit: (round % 4).toString() });
    const read = await cache.readEntry(key);
    const { folder } = read ?? (await cache.writeEntry(key, facts, contents));
    if (!folder.startsWith(root)) throw new Error(folder);
    await cache.writeAnswer(QUESTION, { ...ANSWER, why: `${process.pid} in round ${round}` });
    if ((await cache.readAnswer(QUESTION)) === null && mode === "race") throw new Error("the answer was cut off");
    if (mode === "clear" && round % 5 === 4) clearRegistry(store, key.registry.id);
  }
}
process.exit(0);
