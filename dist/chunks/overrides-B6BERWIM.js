import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);
import{a}from"./chunk-UYZCZMNS.js";import"./chunk-WC2HVHBS.js";import"./chunk-2NC6XJBY.js";import"./chunk-CEFTZHRL.js";import"./chunk-Q3TOFOF7.js";import"./chunk-3EE7OCS2.js";import"./chunk-QTFLI5Q3.js";export{a as parseOverrides};
