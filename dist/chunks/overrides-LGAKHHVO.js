import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);
import{a}from"./chunk-VQYEOTUI.js";import"./chunk-2RQUZHUB.js";import"./chunk-NX44JCQQ.js";import"./chunk-X24WE3MR.js";import"./chunk-46SCZUGU.js";import"./chunk-4FY5K4VJ.js";import"./chunk-ZYDUR6OL.js";import"./chunk-QTFLI5Q3.js";export{a as parseOverrides};
