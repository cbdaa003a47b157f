import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);
import{b as a}from"./chunk-SH6K4HTS.js";import"./chunk-PVQ7F6OS.js";import"./chunk-R5R4HK7T.js";import"./chunk-PU5P4VNR.js";import"./chunk-ZYDUR6OL.js";import"./chunk-KXE7RH4C.js";import"./chunk-QTFLI5Q3.js";export{a as createClient};
