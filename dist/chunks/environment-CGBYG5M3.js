import{a,b,c,d}from"./chunk-LPBX3VFC.js";import"./chunk-SUOZ2ZKS.js";export{a as gitEnvironment,d as isOnServer,b as withCredential,c as withSettings};
