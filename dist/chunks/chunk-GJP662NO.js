function t({name:e,kind:n,placeholder:r}){return n==="switch"?`--${e}`:`--${e} <${r}>`}function i(e){return`FLOW_TAGBOT_${e.toUpperCase().replaceAll("-","_")}`}export{t as a,i as b};
