# A tree as it was, and as the kernel shows it.

# What lies in the folder $1, one entry a line: kind, digest or target, path.
contents() {
  (
    cd "$1" || exit 1
    find . -mindepth 1 -type d -printf 'folder - %P\n'
    find . -type l -printf 'link %l %P\n'
    find . -type f -exec sha256sum --zero {} + | tr '\n\0' '?\n' |
      sed -E 's/^([0-9a-f]{64})  \.\/(.*)$/file \1 \2/'
  ) | sort
}

# Permissions and times of what lies in the folder $1, as Rock Ridge keeps them.
attributes() {
  (cd "$1" && find . -mindepth 1 -printf '%y %m %T@ %P\n' | sed -E 's/\.[0-9]+ / /') | sort
}

# Does a command with the disc in /dev/sr0 mounted with the options $1 on the folder `mounted`.
with_mount() {
  local options=$1 status=0
  shift
  mkdir -p mounted
  mount -t iso9660 -o "ro,$options" /dev/sr0 mounted || return 1
  "$@" || status=$?
  umount mounted || return 1
  return "$status"
}

# The tree $1 and the mounted one are the same, in everything that Rock Ridge keeps.
same_as_rock_ridge() {
  diff <(contents "$1") <(contents mounted) && diff <(attributes "$1") <(attributes mounted)
}

# The same but for links, which Joliet has no room for, where no name had to change.
same_as_joliet() {
  diff <(contents "$1" | grep -v '^link ') <(contents mounted)
}

# The same contents under names of ECMA-119. What is a link with Rock Ridge is an empty file without.
same_without_names() {
  local empty
  empty=$(sha256sum </dev/null)
  diff <(contents "$1" | sed "s/^link .*/file ${empty%% *}/" | cut -d ' ' -f 1,2 | sort) \
    <(contents mounted | cut -d ' ' -f 1,2 | sort)
}
