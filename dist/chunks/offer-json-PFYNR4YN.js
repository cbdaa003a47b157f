import{a,b,c,d}from"./chunk-IHZQLHXO.js";import"./chunk-SUOZ2ZKS.js";export{a as toOffer,c as toOfferFlow,b as toOfferRegistry,d as toOfferVersion};
