import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);
function r(n){return n**2*(1+Math.random()/2)}export{r as a};
