import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);
import{b as a}from"./chunk-PWRQSEI3.js";import"./chunk-WYUAWEX7.js";import"./chunk-QTFLI5Q3.js";export{a as parseYaml};
