import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);
import{b as a}from"./chunk-JII5EMVT.js";import"./chunk-Q37T3QM4.js";import"./chunk-PRTLOTL7.js";import"./chunk-JHB5HY6P.js";import"./chunk-PU5P4VNR.js";import"./chunk-A7Q6SZSQ.js";import"./chunk-QTFLI5Q3.js";export{a as createClient};
