import{a as C,f as x,g as w}from"./chunk-WQPB6CXP.js";import{a as m}from"./chunk-GLJNN7FO.js";import{c as u,e as g,f as b,g as h,h as c}from"./chunk-N4SAHYIR.js";import{a as y,b as s}from"./chunk-L3HSPSEM.js";import{a as $}from"./chunk-6CB3ETFM.js";import{d}from"./chunk-T63RRPJB.js";var M=500;function l(r,e=M){return u(C(r.toWellFormed(),e)).replace(/&#35;(?=\d)/g,"$&<!-- -->").replace(/GH-(?=\d)/gi,"$&<!-- -->")}var T=25,E=5,R=`${c(["Change","Capability","Where","Meaning"])}
${c(["---","---","---","---"])}`;function _(r,e){let t=w(r).flatMap(({title:a,entries:p})=>[a===null?"- at the top":`- **${l(a)}**`,...p.flatMap(f=>k(f,1))]),{text:i,rest:n}=m(t,String,e),o=i+(n===0?"":`

\u2026 and ${s(n)} more lines; \`flow-tagbot diff\` shows all.`);return t.length<=T?o:h(y(r.length,"change"),o)}function P(r,e){let t=x(r);if(t.length===0)return"";let{text:i,rest:n}=m(t,D,e-R.length);return`${R}
${i}${n===0?"":`

\u2026 and ${s(n)} more.`}`}function U(r){return g(`<code>${r}</code>`,d(r))}function D({sign:r,kind:e,name:t,owners:i,meaning:n}){let o=i.length-E,a=i.slice(0,E).map(p=>l(p,100));return c([r==="+"?"**+** gained":"**\u2212** lost",`${e} ${l(t,200)}`,[...a,...o>0?[`${s(o)} more`]:[]].join(", "),n])}function k({sign:r,text:e,excerpt:t,entries:i,more:n},o){let a="  ".repeat(o),p=r===" "?"":`**${r==="-"?"\u2212":r}** `;return[`${a}- ${p}${l(e,300)}${t===null?"":`
${F(t,`${a}  `)}`}`,...i.flatMap(f=>k(f,o+1)),...n===0?[]:[`${a}  - \u2026 and ${s(n)} more`]]}function F({lines:r,more:e},t){let i=r.map(({sign:o,text:a})=>`${o} ${$(a)}`),n=e===0?[]:[`  \u2026 ${s(e)} more ${e===1?"line differs":"lines differ"}`];return b("diff",[...i,...n]).split(`
`).map(o=>`${t}${o}`).join(`
`)}export{l as a,_ as b,P as c,U as d};
