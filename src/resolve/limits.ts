import type { Limits } from "./transport.ts";

const MIB = 1024 * 1024;

/** A flow is a few hundred kilobytes of text; what is far beyond that is a mistake or an attack. */
export const LIMITS: Limits = { totalBytes: 64 * MIB, fileBytes: 10 * MIB, files: 1000, treeEntries: 500_000 };
