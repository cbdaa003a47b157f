#!/usr/bin/env node
import { VERSION } from "./version.ts";

const OLDEST_NODE = 22;

// A reader such as `head` may go away early; the work goes on, and the exit code tells how it went.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

// The version is asked for by scripts, often; it needs none of what follows.
if (process.argv.length === 3 && (process.argv[2] === "--version" || process.argv[2] === "-V")) {
  process.stdout.write(`${VERSION}\n`);
} else if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
  process.stderr.write(`flow-tagbot needs Node ${OLDEST_NODE} or newer; this is Node ${process.versions.node}.\n`);
  process.exitCode = 1;
} else {
  const { runCommandLine } = await import("./command-line.ts");
  process.exitCode = await runCommandLine(process.argv.slice(2), process.env, process);
}
