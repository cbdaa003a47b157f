import{a}from"./chunk-E3GSVYFL.js";import"./chunk-OOHGE6I6.js";import"./chunk-PU5P4VNR.js";import"./chunk-SUOZ2ZKS.js";export{a as editFile};
