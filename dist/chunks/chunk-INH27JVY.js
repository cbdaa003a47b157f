function r(n){return n**2*(1+Math.random()/2)}export{r as a};
