# Judges the commands of one burn; see `judge_burn`. Addresses are counted from START on.
# Source: MMC-6, "WRITE (10) Command", "CLOSE TRACK SESSION Command", "SYNCHRONIZE CACHE Command",
# "PREVENT ALLOW MEDIUM REMOVAL Command".

function number(first, last,   digits, value, i) {
  for (i = first; i <= last; i++) digits = digits $(i + 1)
  for (i = 1; i <= length(digits); i++) {
    value = value * 16 + index("0123456789abcdef", substr(digits, i, 1)) - 1
  }
  return value
}

function complain(text) {
  print "command " NR " (" $0 "): " text
  bad = 1
}

BEGIN { next_address = start }

$1 == "1e" { locked = $5 == "01" }

$1 == "2a" {
  address = number(2, 5)
  count = number(7, 8)
  if (!locked) complain("written while the tray is not locked")
  if (closed) complain("written after the disc was closed")
  if (address != next_address) complain("the next writable address is " next_address)
  if (count == 0 || count % unit != 0) complain(count " blocks are no multiple of " unit)
  next_address = address + count
  unflushed = 1
}

$1 == "35" { if ($2 == "00") unflushed = 0 }

$1 == "5b" {
  if (unflushed) complain("closed before the cache was written")
  closes = closes (closes == "" ? "" : ",") $0
  closed = 1
}

$1 == "1b" && ($5 == "02" || $5 == "03") && locked { complain("the tray is moved while it is locked") }

END {
  $0 = "the end"
  if (next_address - start < blocks) complain("only " next_address - start " blocks were written")
  if (next_address - start >= blocks + unit) complain(next_address - start " blocks were written")
  if (closes != closing) complain("closed with " closes)
  if (unflushed) complain("the cache was not written")
  if (locked) complain("the tray stays locked")
  exit bad
}
