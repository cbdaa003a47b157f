import{b as o}from"./chunk-OOHGE6I6.js";import"./chunk-SUOZ2ZKS.js";import{closeSync as c,openSync as s,readSync as l}from"node:fs";var u=4096;function d(t,n){let r=Buffer.from(`
---
${n}`),e=Buffer.alloc(u);return[...t].filter(i=>{let f=a(i,e);return e.subarray(0,f).includes(r)})}function a(t,n){try{let r=s(t,"r");try{return l(r,n,0,n.length,0)}finally{c(r)}}catch(r){if(o(r,"ENOENT"))return 0;throw r}}export{d as findBeginnings};
