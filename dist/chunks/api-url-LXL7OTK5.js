import{a}from"./chunk-JC43AP5L.js";import"./chunk-SUOZ2ZKS.js";export{a as toApiUrl};
