#!/usr/bin/env node
import{a as s}from"./chunks/chunk-PCXQIMIG.js";import"./chunks/chunk-SUOZ2ZKS.js";var o=22;process.stdout.on("error",e=>{if(e.code!=="EPIPE")throw e});if(process.argv.length===3&&(process.argv[2]==="--version"||process.argv[2]==="-V"))process.stdout.write(`${s}
`);else if(Number.parseInt(process.versions.node,10)<o)process.stderr.write(`flow-tagbot needs Node ${o} or newer; this is Node ${process.versions.node}.
`),process.exitCode=1;else{let{runCommandLine:e}=await import("./chunks/command-line-27AAJDUR.js");process.exitCode=await e(process.argv.slice(2),process.env,process)}
