function r(t){return t.slice(0,Math.max(t.lastIndexOf("/"),0))}function i(t,n){return n===""||t.startsWith(`${n}/`)}export{r as a,i as b};
