import{a as R,c as x,d as q}from"./chunk-32RLENXQ.js";import{a as G}from"./chunk-WACOEE7P.js";import"./chunk-RLOOZEJ7.js";import"./chunk-3YVT6TAZ.js";import"./chunk-6T2WA7X2.js";import"./chunk-IWX55U5G.js";import"./chunk-IECPBW44.js";import{k as N,n as b}from"./chunk-3FFQ4FLG.js";import"./chunk-GJP662NO.js";import{i as P}from"./chunk-72X7YV52.js";import"./chunk-JSFD7RIU.js";import"./chunk-N4SAHYIR.js";import{f as _}from"./chunk-L3HSPSEM.js";import{a as k}from"./chunk-6CB3ETFM.js";import"./chunk-JC43AP5L.js";import"./chunk-AUO765GC.js";import"./chunk-7IHEJREY.js";import"./chunk-JEO5OX2K.js";import{a as L}from"./chunk-PCXQIMIG.js";import"./chunk-TB3CFIJI.js";import{b as E}from"./chunk-26NVFSPF.js";import"./chunk-X2DJUHYC.js";import{b as m}from"./chunk-KG7567PY.js";import"./chunk-WMOMEBJP.js";import"./chunk-2JYI276Y.js";import"./chunk-5Q3FE6FZ.js";import"./chunk-OOHGE6I6.js";import"./chunk-O7G3OFVS.js";import{a as W}from"./chunk-FDE5NBMB.js";import{a as T}from"./chunk-AZT5VGRJ.js";import{e as F}from"./chunk-QS6DKEDX.js";import"./chunk-6W4BVZKZ.js";import"./chunk-E6O2LLO2.js";import"./chunk-QGH3SHAY.js";import{b as C}from"./chunk-UTM74VDP.js";import"./chunk-4SNP22VR.js";import{a as f,b as S}from"./chunk-LTVXTOYQ.js";import"./chunk-DRVJHWV4.js";import"./chunk-XN3Q5UAJ.js";import{a as A,b as O}from"./chunk-PU5P4VNR.js";import"./chunk-NH3SU7B4.js";import"./chunk-LPBX3VFC.js";import{a as ot}from"./chunk-HUL2TYNP.js";import{d as et}from"./chunk-SUOZ2ZKS.js";var nt={written:"written",same:"as it should be already",kept:"is there with another text and was kept; --force replaces it"};function j({choice:e,action:o,results:r},{colour:n}){return[...e.roots.length===0?[`No version file (<flow>/<semver>.yml) was found, so that the configuration names no root.
`]:e.roots.map(({path:t,tag:a})=>`root ${k(t===""?".":t)}, tags ${k(a)}
`),...r.map(({path:t,kind:a})=>`${_(n,"bold",t)}: ${nt[a]}
`),...o.tag===null?[`The action is named by a tag (${o.action}), because its release could not be looked up: replace the tag by a full commit SHA.
`]:[],`Next: look at the files, commit them, and run flow-tagbot plan.
`].join("")}import{existsSync as st}from"node:fs";import{mkdir as it,readFile as at,writeFile as lt}from"node:fs/promises";import{dirname as ct}from"node:path";var $=et(ot(),1);var rt=`      # Pin the action by the full commit SHA of a release; a tag such as v1 can be moved.
`;function H(e){return`# Recommended: right after a merge, once a day for what was left over, and by hand.
name: flow-tagbot

on:
  push:
    branches: [${Y(e.branch)}]
  schedule:
    - cron: "23 4 * * *"
  workflow_dispatch:
    inputs:
      flow:
        description: Only these flows, with commas between them (all when empty)
        type: string
      version:
        description: Only this version (all when empty)
        type: string
      dry-run:
        description: Only show what would be done
        type: boolean
        default: false

permissions:
  contents: write # push tags, create releases
  issues: write # the issue with steps that only a person can take

# One run after the other. A waiting run that a newer one replaces loses nothing: every run does all that is left.
concurrency:
  group: flow-tagbot
  cancel-in-progress: false

jobs:
  release:
    runs-on: ubuntu-latest
    steps:
${V(e)}        with:
          # Empty on push and schedule, and then as good as not given.
          flow: \${{ inputs.flow }}
          version: \${{ inputs.version }}
          dry-run: \${{ inputs.dry-run }}
`}function J(e){return`# Holds version files to the rules before they are published: on every pull request, and in merge queues.
name: flow-tagbot check

on:
  pull_request:
    branches: [${Y(e.branch)}]
  merge_group:

permissions:
  contents: read

concurrency:
  group: flow-tagbot-check-\${{ github.ref }}
  cancel-in-progress: true

jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
        with:
          persist-credentials: false
${V(e)}        with:
          mode: check
`}function U(e,o){let r={...e.length===0?{}:{roots:e.map(({path:s,tag:t})=>({path:s===""?".":s,...t===m.tag?{}:{tag:t}}))},...o===null?{}:{branch:o}};return`# flow-tagbot: every key is in docs/configuration.md of flow-tagbot/flow-tagbot.
${Object.keys(r).length===0?"":(0,$.stringify)(r,{lineWidth:0})}`}function V({action:e,tag:o}){return o===null?`${rt}      - uses: ${e}
`:`      - uses: ${e} # ${o}
`}function Y(e){return(0,$.stringify)([e],{collectionStyle:"flow",flowCollectionPadding:!1,lineWidth:0}).trim().slice(1,-1)}function D(e){let{files:o}=b(e,{...m,roots:[{path:"",tag:m.tag}]}),n=[...new Set(o.filter(({path:t})=>f(t)!=="").map(({path:t})=>f(f(t))))].filter(t=>t===""||T(t)===null),s=n.filter(t=>!n.some(a=>a!==t&&S(t,a))).toSorted();return I(e,s.map(t=>({path:t,tag:m.tag})))}function I(e,o){let r=b(e,{...m,roots:o}),n=i=>r.files.filter(({root:c})=>c.path===i).length,s=new Set(r.files.filter(({block:i})=>i?.code==="tag-clash").map(({root:i})=>i.path)),t=o.map(({path:i})=>i),a=t.filter(i=>s.has(i)).toSorted((i,c)=>n(c)-n(i))[0],l=new Set(o.map(({tag:i})=>i));return o.map(({path:i,tag:c})=>{if(i===a||!s.has(i))return{path:i,tag:c,versions:n(i)};let p=F(i,c,t.filter(d=>d!==i),l);return l.add(p),{path:i,tag:p,versions:n(i)}})}var v="flow-tagbot/flow-tagbot",ft=".github/workflows/flow-tagbot.yml",mt=".github/workflows/flow-tagbot-check.yml";async function K(e,o){return R(e,[":(top,glob)**/*.yml",":(top,glob)**/*.yaml"],async r=>{let n=await N(r.git,r.tree,[]);return o===null?{roots:D(n)}:(pt(n,o),{roots:I(n,o)})})}function pt(e,o){let r=new Set([""]);for(let{path:t}of e)for(let a=f(t);!r.has(a);a=f(a))r.add(a);let n=o.find(({path:t})=>!r.has(t));if(n===void 0)return;let s=C(n.path,[...r]);throw O("root-missing",`There is no folder ${JSON.stringify(n.path)} with YAML files.`,s===null||s===""?"Name a folder that flows lie in, or leave --root away: init looks for them.":`Did you mean ${s}?`)}async function B(e,o,r){let n=`v${r}`;try{let{tags:s}=await P(e,`${o}/${v}`,null),t=s.get(n)?.commit;if(t!==void 0)return{action:`${v}@${t}`,tag:n}}catch(s){if(!(s instanceof A))throw s}return{action:`${v}@v${r.split(".")[0]??r}`,tag:null}}function M({roots:e,branch:o,nameBranch:r,check:n},s){let t={...s,branch:o};return[{path:W,text:U(e,r?o:null)},{path:ft,text:H(t)},...n?[{path:mt,text:J(t)}]:[]]}async function z(e,o,r){return R(e,[":(top)"],async({top:n})=>{let s=[];for(let{path:t,text:a}of o){let l=await q(n,t),i=st(l)?await x(t,()=>at(l,"utf8")):null;if(i===a||i!==null&&!r){s.push({path:t,kind:i===a?"same":"kept"});continue}await x(t,async()=>{await it(ct(l),{recursive:!0}),await lt(l,a)}),s.push({path:t,kind:"written"})}return s})}import{createInterface as dt}from"node:readline/promises";var Q={confirm:(e,o)=>Promise.resolve(o),text:(e,o)=>Promise.resolve(o),close:()=>{}};function X(e,o){let r=dt({input:e,output:o}),n=async(s,t)=>(await r.question(`${s} [${t}] `)).trim();return{async confirm(s,t){let a=await n(s,t?"Y/n":"y/N");return a===""?t:/^y(es)?$/i.test(a)},async text(s,t){let a=await n(s,t);return a===""?t:a},close:()=>{r.close()}}}var Bt=G({offline:!0},async e=>{let{session:o,invocation:r,json:n,text:s,print:t}=e,{flags:a,streams:l}=r,{git:i}=o.repository,p=process.stdin.isTTY&&l.stderr.isTTY&&a.yes!==!0&&!n?X(process.stdin,l.stderr):Q;try{let d=typeof a.root=="string"?o.config.roots??[]:null,{roots:Z}=await K(i,d),u=await ut(e,{roots:Z,chosen:d!==null},p),y=await B(i,E(r.environment,"GITHUB_SERVER_URL")??"https://github.com",L),g=M(u,y);if(a.dryRun===!0)return t(n?`${JSON.stringify({schema:1,files:g})}
`:g.map(({path:w,text:tt})=>`# ${w}
${tt}`).join(`
`)),0;let h=await z(i,g,a.force===!0);return t(n?`${JSON.stringify({schema:1,...u,action:y,files:h})}
`:j({choice:u,action:y,results:h},s)),h.some(({kind:w})=>w==="kept")?2:0}finally{p.close()}});async function ut({session:e,invocation:o},r,n){let{flags:s}=o,t=r.chosen?r.roots:await yt(r.roots,n),a=e.branch?.branch??"main",l=typeof s.branch=="string",i=l?a:await n.text("Release branch?",a),c=s.check===!1?!1:await n.confirm("Check pull requests as well?",!0);return{roots:t,branch:i,nameBranch:l||i!==a,check:c}}async function yt(e,o){let r=[];for(let n of e)await o.confirm(`Are the folders in ${n.path===""?".":n.path} flows (tags ${n.tag})?`,!0)&&r.push(n);return r}export{Bt as init};
