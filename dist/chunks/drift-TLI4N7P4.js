import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);
import{a as e}from"./chunk-GLZ5XDNK.js";import{b as r}from"./chunk-PWRQSEI3.js";import"./chunk-WYUAWEX7.js";import"./chunk-QTFLI5Q3.js";function m(n,a){let t=r(n);if(!t.ok)return"unreadable";let o=r(a);return o.ok?e(t.root,o.root)?"format":"meaning":"unreadable"}export{m as toDrift};
