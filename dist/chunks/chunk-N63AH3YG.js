import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);
var e=["none","patch","minor","major"],o=["off","warn","fail"];var t=["added","removed","renamed","moved","changed"];export{e as a,o as b,t as c};
