import{hash as r}from"node:crypto";var o="sha256:",n=/^sha256:[0-9a-f]{64}$/;function e(t){return o+r("sha256",t)}export{o as a,n as b,e as c};
