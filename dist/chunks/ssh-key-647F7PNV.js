import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);
import{e as a,f as b}from"./chunk-6ZHPW6S4.js";import"./chunk-JEO5OX2K.js";import"./chunk-PU5P4VNR.js";import"./chunk-QTFLI5Q3.js";export{a as openSshKey,b as toSshUrl};
