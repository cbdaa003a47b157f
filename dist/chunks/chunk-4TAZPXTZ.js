function o(e,r,n){return{code:e,severity:"warning",path:null,line:null,message:r,fix:n}}export{o as a};
