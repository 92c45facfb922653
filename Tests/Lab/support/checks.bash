# What a scenario says: one line a check, and what came out where it failed.

failures=0
checks=0
readonly log=/tmp/check.log

# Runs the command after the sentence $1; all of it must succeed, each command of a function too.
check() {
  local sentence=$1 status
  shift
  checks=$((checks + 1))
  (
    set -e
    "$@"
  ) >"$log" 2>&1
  status=$?
  if ((status == 0)); then
    printf 'ok   %s: %s\n' "$scenario" "$sentence"
  else
    failures=$((failures + 1))
    printf 'FAIL %s: %s (status %d)\n' "$scenario" "$sentence" "$status"
    tail -n 15 "$log" | cut -c -160 | sed 's,^,     ,'
  fi
}

# Runs a command that must end with exactly the status $1.
ends_with() {
  local expected=$1 status=0
  shift
  "$@" || status=$?
  ((status == expected)) || {
    printf 'ended with %d instead of %d: %s\n' "$status" "$expected" "$*"
    return 1
  }
}

# Succeeds when the command, tried for $1 seconds, does at last.
within() {
  local end=$((SECONDS + $1))
  shift
  until "$@"; do
    ((SECONDS < end)) || {
      printf 'not within the time: %s\n' "$*"
      return 1
    }
    sleep 0.2
  done
}

# Succeeds when the file $1 holds the text $2.
says() {
  grep --quiet --fixed-strings -- "$2" "$1" || {
    printf '%s does not hold: %s\n' "$1" "$2"
    tail -n 20 "$1"
    return 1
  }
}

# Every check ran to here; the host takes a scenario without this line for failed.
finish() {
  printf 'end  %s: %d checks, %d failed\n' "$scenario" "$checks" "$failures"
  exit $((failures > 0))
}

# What a scenario undoes at its end; it overrides this.
tidy() { :; }
