import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);
import{a,b,c,d}from"./chunk-NWESS3KZ.js";import"./chunk-4SRHJZ24.js";import"./chunk-RW3EUHFO.js";import"./chunk-BPRUBIIQ.js";import"./chunk-PU5P4VNR.js";import"./chunk-NVVH7V26.js";import"./chunk-QTFLI5Q3.js";export{c as createLogin,b as isPrivate,a as readAccess,d as readServerKeys};
