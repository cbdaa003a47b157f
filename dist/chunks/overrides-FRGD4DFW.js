import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);
import{a}from"./chunk-XNL7G4QO.js";import"./chunk-SRCT2JFV.js";import"./chunk-2NC6XJBY.js";import"./chunk-DUXM2HQV.js";import"./chunk-Q3TOFOF7.js";import"./chunk-3EE7OCS2.js";import"./chunk-QTFLI5Q3.js";export{a as parseOverrides};
