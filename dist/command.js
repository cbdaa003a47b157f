#!/usr/bin/env node
import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);
import{a as s}from"./chunks/chunk-PCXQIMIG.js";import"./chunks/chunk-QTFLI5Q3.js";if(process.argv.length===3&&(process.argv[2]==="--version"||process.argv[2]==="-V"))process.stdout.write(`${s}
`);else{let{runCommandLine:e}=await import("./chunks/command-line-SAATN4C3.js");process.exitCode=await e(process.argv.slice(2),process.env,process)}
