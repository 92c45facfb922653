"""Says what a file system of an image must show, by what `spindlectl image --json` told of it.

usage: expected-names.py TREE EVENTS iso|joliet

One line an entry, in the form of `contents`: kind, digest, path with the names that were told. Names
that nothing was told of must be on the disc as they are, but in capitals in ISO 9660.
"""

import hashlib
import json
import os
import sys


def digest(path):
    # A link has no contents where there is no Rock Ridge.
    if os.path.islink(path):
        return hashlib.sha256(b"").hexdigest()
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def plain(name, system):
    # Nobody is told of capitals.
    return name.upper() if system == "iso" else name


def main(tree, events, system):
    names, missing = {}, set()
    with open(events, encoding="utf-8") as lines:
        for event in map(json.loads, lines):
            if system not in event.get("fileSystems", []):
                continue
            if event["kind"] == "renamed":
                names[event["path"]] = event["newName"]
            elif event["kind"] == "leftOut":
                missing.add(event["path"])
    for folder, folders, files in os.walk(tree):
        for name in folders + files:
            path = os.path.join(folder, name)
            inner = "/" + os.path.relpath(path, tree)
            if inner in missing:
                continue
            parts = inner.split("/")[1:]
            shown = [
                names.get("/" + "/".join(parts[: count + 1]), plain(part, system)) for count, part in enumerate(parts)]
            is_folder = os.path.isdir(path) and not os.path.islink(path)
            kind = "folder -" if is_folder else f"file {digest(path)}"
            print(kind, "/".join(shown))


main(*sys.argv[1:])
