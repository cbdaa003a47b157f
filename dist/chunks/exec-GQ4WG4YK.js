import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);
import{a,b}from"./chunk-KPCFPEBM.js";import"./chunk-QTFLI5Q3.js";export{a as exec,b as getExecOutput};
