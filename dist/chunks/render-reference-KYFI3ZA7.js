import{a,b,c,d,e}from"./chunk-ANPBD7OE.js";import"./chunk-SUOZ2ZKS.js";export{c as isByOwnTag,e as renderRef,a as renderReference,d as renderRegistry,b as toPinnedRef};
