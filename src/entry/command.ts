#!/usr/bin/env node
import { VERSION } from "./version.ts";

// The version is asked for by scripts, often; it needs none of what follows.
if (process.argv.length === 3 && (process.argv[2] === "--version" || process.argv[2] === "-V")) {
  process.stdout.write(`${VERSION}\n`);
} else {
  const { runCommandLine } = await import("./command-line.ts");
  process.exitCode = await runCommandLine(process.argv.slice(2), process.env, process);
}
