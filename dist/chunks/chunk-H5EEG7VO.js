var e=["conflict","drifted","blocked"],r=["yanked","unyanked","deprecated","undeprecated","withdrawn","restored","resync"];export{e as a,r as b};
