import{d as a}from"./chunk-E4TAFGEG.js";import"./chunk-SUOZ2ZKS.js";export default a();
