import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);
import{a}from"./chunk-IXJTHGBK.js";import"./chunk-VKG6ZDBF.js";import"./chunk-7A3Z5ISG.js";import"./chunk-CEFTZHRL.js";import"./chunk-6OTXFBAZ.js";import"./chunk-QTFLI5Q3.js";export{a as parseOverrides};
