import{a as i,d as l,g as u}from"./chunk-XWG4TU6F.js";import"./chunk-53EAYXRZ.js";import{a as z}from"./chunk-HUL2TYNP.js";import{d as m}from"./chunk-SUOZ2ZKS.js";var a=m(z(),1);var R=u({tag:i(),target:i(),title:i(),draft:l(),prerelease:l()}),c=/^---\n([\s\S]*?)\n---\n([\s\S]*)$/;function $({tag:r,target:n,title:e,draft:t,prerelease:s,body:o}){return`---
${(0,a.stringify)({tag:r,target:n,title:e,draft:t,prerelease:s})}---
${o}`}function b(r,n){let[,e,t]=c.exec(r)??[];if(e===void 0||t===void 0)return null;let s=(0,a.parseDocument)(e);if(s.errors.length>0)return null;let o=R.safeParse(s.toJS());if(!o.success)return null;let{tag:d,title:f,draft:p,prerelease:g}=o.data;return{tag:d,title:f,body:t,draft:p,prerelease:g,url:n}}function x(r,n){let[,e]=c.exec(r)??[];return e===void 0?r:`---
${e}
---
${n}`}export{b as parseReleaseFile,$ as renderReleaseFile,x as replaceBody};
