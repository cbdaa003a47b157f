import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);
function r(n){return n.slice(0,Math.max(n.lastIndexOf("/"),0))}export{r as a};
