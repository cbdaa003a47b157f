import{a,b,c}from"./chunk-AUO765GC.js";import"./chunk-SUOZ2ZKS.js";export{c as encodeTag,a as parseRepositoryAddress,b as toCompareUrl};
