import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);
import{a}from"./chunk-HZSPOIWG.js";import"./chunk-CBPFGX7J.js";import"./chunk-CEFTZHRL.js";import"./chunk-Q3TOFOF7.js";import"./chunk-7A3Z5ISG.js";import"./chunk-QTFLI5Q3.js";export{a as parseOverrides};
