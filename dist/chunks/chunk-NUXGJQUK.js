import{b as u,c as s}from"./chunk-HBTWS3PN.js";var l="&#8203;",g=/[\\`*[\]|~$<>&@]|(?<![a-z\d])_|_(?![a-z\d])|#(?=\d)|!(?=\d)|GH-(?=\d)|:(?=\/\/)|www(?=\.)/gi,a=/[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e0fff}]/gu;function d(n,e=500){let r=n.slice(0,e*8).toWellFormed().replace(a,"").replace(/[\s\u0085]+/gu," ").trim();return r.length<=e?r:`${r.slice(0,e-1).replace(/[\ud800-\udbff]$/u,"").trimEnd()}\u2026`}function _(n){return n.toWellFormed().replace(a,"")}function o(n,e=500){return d(n,e).replace(g,p).replace(/^[-+=#:]/u,"\\$&").replace(/^(\d+)(?=[.)](?: |$))/u,"$1\\")}function k(n,e){return(n.length<=e?n:`${n.slice(0,e)}\u2026`).split(/\r\n|[\n\r\u2028\u2029]/u).map(t=>o(t)).join(`
`).trim()}function R(n){let e=o(n,1e3);return e.replaceAll("\\_","_")===n?n:e}function D(n){return n===null||!/^https?:\/\//u.test(n)?null:n.toWellFormed().replace(/[^\w:/?#@!$&*+,;=.~%-]/gu,e=>encodeURIComponent(e).replace(/[()']/gu,r=>`%${r.charCodeAt(0).toString(16)}`))}function p(n){switch(n){case"<":return"&lt;";case">":return"&gt;";case"&":return"&amp;";case"@":case"#":case"!":case":":return n+l;default:return n.length>1?n+l:`\\${n}`}}var h="<!-- flow-tagbot:banner",w="<!-- flow-tagbot:banner-end -->",c=/^<!-- flow-tagbot:banner ([a-z ]*) -->\n[\s\S]*?\n<!-- flow-tagbot:banner-end -->\n\n/u,$=1200,A=120;function N(n){let e=s(n);return e.length===0?"":`${h} ${e.join(" ")} -->
${b(n).join(`

`)}
${w}

`}function m(n,e){return N(e)+E(n)}function E(n){return n.slice(c.exec(n)?.[0].length??0)}function x(n){let[e,r]=c.exec(n.replaceAll(`\r
`,`
`))??[];if(e===void 0||r===void 0)return null;let t=new Set(r.split(" "));return{text:e,words:u.filter(f=>t.has(f))}}function b({yanked:n,deprecated:e,withdrawn:r,backport:t}){return[...n===null?[]:[`> [!CAUTION]
> **Yanked: do not use this version.** ${i(n.reason)}`],...r?[`> [!NOTE]
> **Withdrawn:** the file of this version is gone from the release branch. Its tag still holds it.`]:[],...e===null?[]:[`> [!WARNING]
> ${M(e)}`],...t?[`> [!NOTE]
> **Backport:** a higher version was there before this one.`]:[]]}function M({since:n,use:e,reason:r}){return[`**Deprecated${n===null?"":` since ${i(n)}`}.**`,...e===null?[]:[`Use ${i(e)} instead.`],...r===null?[]:[i(r)]].join(" ")}function i(n){let e=o(n);return e.length<=$?e:o(n,A)}export{d as a,_ as b,o as c,k as d,R as e,D as f,h as g,m as h,E as i,x as j,b as k};
