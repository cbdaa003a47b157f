import{b as a}from"./chunk-YLDYIBFI.js";import"./chunk-HUL2TYNP.js";import"./chunk-SUOZ2ZKS.js";export{a as parseYaml};
