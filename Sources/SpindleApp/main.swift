import Glibc
import Presentation

setUpTranslations()
exit(SpindleProgram.run(CommandLine.arguments))
