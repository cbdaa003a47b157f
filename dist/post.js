import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);
import{e as o,f as r}from"./chunks/chunk-YYHNKWS3.js";import"./chunks/chunk-KXE7RH4C.js";import{c as e}from"./chunks/chunk-NH3SU7B4.js";import"./chunks/chunk-KPCFPEBM.js";import"./chunks/chunk-QTFLI5Q3.js";var t=o(r);t!==""&&await e(t);
