import{u as l}from"./chunk-N4SAHYIR.js";import{a as n}from"./chunk-PU5P4VNR.js";function m(e,o){if(e instanceof n)return{text:l(e.problems,{colour:o,width:100,manual:{remote:null,pushTo:null,site:null,sign:!1,notes:new Map,config:{roots:null,tag:""}}}).join(`
`).trimStart(),problems:e.problems};let s=e instanceof Error?e.stack??e.message:String(e),t="This is an error in flow-tagbot itself. Please report it with the lines below.";return{text:`${t}

${s}`,problems:[{code:"internal",severity:"error",path:null,line:null,message:e instanceof Error?e.message:String(e),fix:t}]}}export{m as a};
