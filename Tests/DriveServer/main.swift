import Glibc
import SystemPackage

// Puts a virtual drive behind a Unix socket, so that programs of others can be led to it: through a
// library that stands before their system calls, or through the kernel as a real /dev/sr0.
//
// usage: DriveServer serve FOLDER SOCKET [OPTION]…     serves the drive kept in FOLDER until it is ended
//        DriveServer tell SOCKET WORD…                 what hands do with a drive that is served
//
// `ServerOptions` tells the options and `Hands` the words. The server says "ready" when it can be
// connected to. Ending it is pulling the plug: what was not synchronised may be lost.

signal(SIGPIPE, SIG_IGN)
let words = Array(CommandLine.arguments.dropFirst())
do {
  switch words.first {
  case "serve":
    let options = try ServerOptions(words.dropFirst())
    let server = try Server(options)
    try FileDescriptor.standardOutput.writeAll("ready\n".utf8)
    try server.run()
  case "tell" where words.count > 2:
    let answer = try Hands.tell(
      words.dropFirst(2).joined(separator: " "), serverAt: words[1])
    print(answer.text)
    exit(answer.isDone ? 0 : 1)
  default:
    throw UsageError(
      "say DriveServer serve FOLDER SOCKET [OPTION]…, or DriveServer tell SOCKET WORD…")
  }
} catch {
  complain("\(error)")
  exit(error is UsageError ? 2 : 1)
}
