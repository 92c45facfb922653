/// A command's name and code as the specifications print them: "WRITE(10) 2Ah". For logs only.
///
/// Source: MMC-6, "Commands for MM drives"; SPC-4, "Commands for all device types".
func commandName(_ operationCode: UInt8) -> String {
  let code = hexadecimal(operationCode, digits: 2) + "h"
  guard let name = commandNames[operationCode] else { return "command \(code)" }
  return "\(name) \(code)"
}

private let commandNames: [UInt8: String] = [
  0x00: "TEST UNIT READY", 0x03: "REQUEST SENSE", 0x04: "FORMAT UNIT", 0x12: "INQUIRY",
  0x1B: "START STOP UNIT", 0x1E: "PREVENT ALLOW MEDIUM REMOVAL",
  0x23: "READ FORMAT CAPACITIES", 0x25: "READ CAPACITY", 0x28: "READ(10)", 0x2A: "WRITE(10)",
  0x2F: "VERIFY(10)", 0x35: "SYNCHRONIZE CACHE", 0x42: "READ SUB-CHANNEL",
  0x43: "READ TOC/PMA/ATIP", 0x46: "GET CONFIGURATION", 0x4A: "GET EVENT STATUS NOTIFICATION",
  0x51: "READ DISC INFORMATION", 0x52: "READ TRACK INFORMATION", 0x53: "RESERVE TRACK",
  0x54: "SEND OPC INFORMATION", 0x55: "MODE SELECT(10)", 0x5A: "MODE SENSE(10)",
  0x5B: "CLOSE TRACK/SESSION", 0x5C: "READ BUFFER CAPACITY", 0x5D: "SEND CUE SHEET",
  0xA1: "BLANK", 0xA8: "READ(12)", 0xAA: "WRITE(12)", 0xAC: "GET PERFORMANCE",
  0xAD: "READ DISC STRUCTURE", 0xB6: "SET STREAMING", 0xBB: "SET CD SPEED", 0xBE: "READ CD",
]
