import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);
import{d as a}from"./chunk-CXHIQHC5.js";import"./chunk-V2JJFU6B.js";export default a();
