import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);
import{a}from"./chunk-IVSXBNHJ.js";import"./chunk-RGX2LGVD.js";import"./chunk-ZIGGNNOO.js";import"./chunk-X24WE3MR.js";import"./chunk-46SCZUGU.js";import"./chunk-4FY5K4VJ.js";import"./chunk-NVVH7V26.js";import"./chunk-QTFLI5Q3.js";export{a as parseOverrides};
