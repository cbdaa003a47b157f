import{b as o}from"./chunk-5Q3FE6FZ.js";function a({flow:r,version:t,path:e},{digest:n,contentDigest:s}){let l=s===n?"":`Flow-Content-Digest: ${s}
`;return`${r} ${t}

Flow-Path: ${e}
Flow-Digest: ${n}
${l}`}function g(r){let t=e=>{let n=new RegExp(`^${e}: (.*)$`,"m").exec(r??"")?.[1]??null;return n===null||e==="Flow-Path"||o.test(n)?n:`not a digest: ${n}`};return{path:t("Flow-Path"),digest:t("Flow-Digest"),contentDigest:t("Flow-Content-Digest")}}export{a,g as b};
