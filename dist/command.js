#!/usr/bin/env node
import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);
import{a as e}from"./chunks/chunk-PCXQIMIG.js";import"./chunks/chunk-QTFLI5Q3.js";var s=22;if(process.argv.length===3&&(process.argv[2]==="--version"||process.argv[2]==="-V"))process.stdout.write(`${e}
`);else if(Number.parseInt(process.versions.node,10)<s)process.stderr.write(`flow-tagbot needs Node ${s} or newer; this is Node ${process.versions.node}.
`),process.exitCode=1;else{let{runCommandLine:o}=await import("./chunks/command-line-R6WLYWDS.js");process.exitCode=await o(process.argv.slice(2),process.env,process)}
