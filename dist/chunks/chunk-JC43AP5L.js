function i(t){return t==="https://github.com"?"https://api.github.com":`${t}/api/v3`}export{i as a};
