import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);
import{a,b}from"./chunk-PZEZ3WUD.js";import"./chunk-V2JJFU6B.js";export{a as exec,b as getExecOutput};
