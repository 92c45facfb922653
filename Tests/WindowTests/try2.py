from driver import *
import os
s = Spindle()
src="/work/shared"
s.action("add-path", src)
find("label","shared")
s.action("add-virtual-drive"); time.sleep(1); shot("u-addvirtual"); keys("Return"); 
find("label","Trial"); time.sleep(0.5); shot("u-drive")
s.action("insert-blank","dvd+r"); find("label","blank"); time.sleep(1); shot("u-blank")
s.action("burn"); time.sleep(1); shot("u-sheet")
print(tree())
keys("Return"); time.sleep(0.3); shot("u-progress"); find("label","The disc is good"); shot("u-outcome")
print(tree())
s.end()
