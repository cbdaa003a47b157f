function f(e,o,s){let t=[],n=0;for(let i of e){let r=o(i);if(n+=Buffer.byteLength(r)+1,n>s)break;t.push(r)}return{text:t.join(`
`),rest:e.length-t.length}}export{f as a};
