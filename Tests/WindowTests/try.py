from driver import *
import os
s = Spindle()
shot("t-empty")
print(tree())
src="/work/shared"
s.action("add-path", src)
find("label","shared")
time.sleep(1)
shot("t-filled")
print(tree())
keys("Right"); time.sleep(0.3); shot("t-open")
s.action("new-folder"); time.sleep(1); shot("t-newfolder"); keys("Return"); time.sleep(0.5)
shot("t-afternew")
resize("Spindle",360,640); shot("t-narrow")
s.end()
