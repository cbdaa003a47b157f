import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);
import{a as r}from"./chunks/chunk-SSGX47AC.js";import{e as o}from"./chunks/chunk-6K3PWE2N.js";import"./chunks/chunk-66HWJW32.js";import"./chunks/chunk-A7Q6SZSQ.js";import{c as e}from"./chunks/chunk-NH3SU7B4.js";import"./chunks/chunk-QTFLI5Q3.js";var t=o(r);t!==""&&await e(t);
