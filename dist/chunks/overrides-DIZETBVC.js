import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);
import{a}from"./chunk-GA5HPZUR.js";import"./chunk-3G67FKID.js";import"./chunk-2NC6XJBY.js";import"./chunk-KYO3Y4RO.js";import"./chunk-Q3TOFOF7.js";import"./chunk-3EE7OCS2.js";import"./chunk-QTFLI5Q3.js";export{a as parseOverrides};
