import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);
import{d as a}from"./chunk-R2HAMJUA.js";import"./chunk-QTFLI5Q3.js";export default a();
