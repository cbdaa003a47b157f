import { linesOf } from "../fields.ts";
import type { Git } from "../git.ts";

export interface ObjectSize {
  readonly type: string;
  /** Bytes. */
  readonly size: number;
}

/** Kind and size of all objects of a repository, or of some; what is not there has no entry. One process, which reads no contents. */
export async function readSizes(git: Git, oids: readonly string[] | null = null): Promise<ReadonlyMap<string, ObjectSize>> {
  const sizes = new Map<string, ObjectSize>();
  if (oids?.length === 0) return sizes;
  const which = oids === null ? ["--batch-all-objects", "--unordered"] : [];
  const options = oids === null ? {} : { input: `${oids.join("\n")}\n` };
  for await (const lines of linesOf(git.stream(["cat-file", "--batch-check", "--buffer", ...which], options))) {
    for (const line of lines) {
      const [, oid = "", type = "", size] = /^([0-9a-f]{40,64}) (\w+) (\d+)$/.exec(line) ?? [];
      if (size !== undefined) sizes.set(oid, { type, size: Number(size) });
    }
  }
  return sizes;
}
