import{setTimeout as m}from"node:timers/promises";function r(t=1e3){let e=Date.now();return{now:()=>e+(Date.now()-e)*1e3/t,wait:async i=>{await m(i*t)},secondMs:t}}export{r as a};
