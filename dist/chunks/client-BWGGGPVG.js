import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);
import{b as a}from"./chunk-ZLBTZQA7.js";import"./chunk-4SRHJZ24.js";import"./chunk-BPRUBIIQ.js";import"./chunk-PU5P4VNR.js";import"./chunk-NVVH7V26.js";import"./chunk-KXE7RH4C.js";import"./chunk-QTFLI5Q3.js";export{a as createClient};
