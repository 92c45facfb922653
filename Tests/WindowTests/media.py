#!/usr/bin/python3
"""Burns the folder in SPINDLE_TREE from the window onto each kind of medium, and leaves the discs in
the output folder as KIND.iso. Started by `run`."""

import glob
import shutil

from driver import *

TREE = os.environ["SPINDLE_TREE"]
KINDS = {"cd-r": "CD-R, blank", "dvd+r": "DVD+R, blank", "bd-r": "BD-R, blank"}


def add_contents(program):
    names = sorted(os.listdir(TREE))
    for name in names:
        program.action("add-path", os.path.join(TREE, name))
    for name in names:
        has_row(name)


def burn(program, kind):
    program.action("insert-blank", kind)
    has_text(KINDS[kind])
    wait("Burn enabled", lambda: program.is_enabled("burn"), 60)
    program.action("burn")
    find("dialog", "Burn")
    keys("Return")
    has_text("The disc is good", 120)
    keys("Escape")
    wait("closed dialog", lambda: len(windows()) == 1)
    discs = glob.glob(os.path.join(WORK, f"data/spindle/drives/*/media/*-{kind}/sectors.iso"))
    check(len(discs) == 1, f"a {kind} was burned")
    shutil.copy(discs[0], os.path.join(OUTPUT, kind + ".iso"))


spindle = Spindle()
add_contents(spindle)
spindle.action("add-virtual-drive")
find("dialog", "Add Virtual Drive")
keys("Return")
has_text("Trial (virtual)")
for medium in KINDS:
    burn(spindle, medium)
spindle.end()
print("PASS")
