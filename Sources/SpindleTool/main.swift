print("spindlectl")
