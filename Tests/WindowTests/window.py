#!/usr/bin/python3
"""Drives the real `spindle` from an empty window to a disc that foreign programs read. Started by
`run`."""

import filecmp
import glob
import re
import socket

import documents
from driver import *

SOURCE = os.path.join(WORK, "Holiday")


def make_source():
    """A small tree with a few things that need the user's eye."""
    os.makedirs(os.path.join(SOURCE, "Ferien am Meer – Fotos", "empty"))
    with open(os.path.join(SOURCE, "read me.txt"), "w") as file:
        file.write("hello, disc\n" * 100)
    with open(os.path.join(SOURCE, "Ferien am Meer – Fotos", "Möwe ☀.jpg"), "wb") as file:
        file.write(os.urandom(1_500_000))
    with open(os.path.join(SOURCE, "Ferien am Meer – Fotos", "x" * 190 + ".png"), "wb") as file:
        file.write(os.urandom(40_000))
    for name, size in [("Map.pdf", 820_000), ("Songs/Low tide.flac", 3_100_000),
                       ("Songs/Harbour.flac", 2_700_000), ("Letters.odt", 64_000)]:
        os.makedirs(os.path.dirname(os.path.join(SOURCE, name)), exist_ok=True)
        with open(os.path.join(SOURCE, name), "wb") as file:
            file.write(os.urandom(size))
    open(os.path.join(SOURCE, "nothing"), "w").close()
    os.symlink("read me.txt", os.path.join(SOURCE, "link"))
    os.symlink("gone", os.path.join(SOURCE, "broken link"))
    with socket.socket(socket.AF_UNIX) as endpoint:
        endpoint.bind(os.path.join(WORK, "s"))
    os.rename(os.path.join(WORK, "s"), os.path.join(SOURCE, "socket"))


def make_large(name, size):
    path = os.path.join(WORK, name)
    with open(path, "wb") as file:
        file.truncate(size)
    return path


# --- The parts of the test -------------------------------------------------------------------------


def start_page(program):
    """What a window shows first: a disc can be chosen with the keyboard alone."""
    has_text("What do you want to make?")
    shot("light-start", "active")
    keys("Return")
    wait("a data project", lambda: program.is_enabled("add-files"))


def empty_window():
    shot("light-empty", "active")
    check("Burn…" in [x.name for x in find_all("push button")], "Burn has its name")
    check(has_text("Add files or folders to burn."), "an empty project says what to do")


def drop_and_edit(program):
    source = drag([SOURCE], "light-drop")
    has_row("Holiday")
    print("ok a folder was dropped by XDND", flush=True)
    source.terminate()
    activate("Holiday|Spindle")
    keys("Right")
    seen = has_row("read me.txt")
    check(seen["read me.txt"] == "1 kB", f"sizes are shown: {seen['read me.txt']}")
    check("socket" not in seen and "broken link" in seen, "the socket is left out, links are not")

    keys("Down", "Down")
    wait("one selected row", lambda: program.is_enabled("rename"))
    program.action("new-folder")
    find("dialog", "New Folder")
    shot("light-new-folder", "active")
    type_text("Drawings")
    keys("Return")
    wait("new folder", lambda: "Drawings" in rows())
    keys("F2")
    find("dialog", "Rename")
    type_text("Paintings")
    keys("Return")
    has_row("Paintings")
    keys("ctrl+z")
    has_row("Drawings")
    keys("ctrl+shift+z")
    has_row("Paintings")
    keys("ctrl+z", "ctrl+z")
    has_no_row("Drawings")
    keys("ctrl+y")
    has_row("Drawings")
    keys("Delete")
    has_no_row("Drawings")
    keys("ctrl+z")
    has_row("Drawings")
    keys("ctrl+z")
    has_no_row("Drawings")
    print("ok new folder, rename, remove, undo and redo by keyboard", flush=True)


def refused_name(program):
    program.action("new-folder")
    dialog = find("dialog", "New Folder")
    type_text("a/b")
    keys("Return")
    wait("reason", lambda: any("/" in x and "name" in x.lower() for x in texts(dialog)))
    shot("light-bad-name", "active")
    keys("Escape")
    wait("closed dialog", lambda: not find_all("dialog", "New Folder"))


def notes(program):
    has_text("notes about the files")
    program.action("show-notes")
    dialog = window_named("Notes About the Files")
    lines = " ".join(texts(dialog))
    check("socket" in lines and "gone" in lines, "the notes name the socket and the broken link")
    shot("light-notes", "active")
    keys("Escape")


def virtual_drive(program):
    has_text("Connect a disc drive, or add a virtual one to try.")
    program.action("add-virtual-drive")
    find("dialog", "Add Virtual Drive")
    keys("Return")
    has_text("Trial (virtual)")
    has_text("There is no disc in the drive.")
    shot("light-no-disc", "active")
    print("ok a drive without a disc says so", flush=True)


def too_small(program):
    program.action("insert-blank", "cd-r")
    has_text("CD-R, blank")
    program.action("add-path", make_large("Backup 2025.tar", 800_000_000))
    has_text("Backup 2025.tar")
    text = has_text("more than the disc has room for")
    check("The files need" in text, f"a medium too small is refused: {text}")
    check(not program.is_enabled("burn"), "Burn cannot be pressed then")
    has_text("too large for this disc")
    shot("light-refusal", "active")
    keys("ctrl+z")
    has_no_row("Backup 2025.tar")


def burn(program, prefix):
    wait("Burn enabled", lambda: program.is_enabled("burn"))
    program.action("burn")
    sheet = find("dialog", "Burn")
    picture(prefix, "sheet")
    check(any("The whole disc is read back" in x for x in texts(sheet)),
          "the sheet offers to check everything")
    keys("Return")
    has_phase()
    picture(prefix, "progress")


def has_phase():
    """A burn goes on; which phase is seen first is a matter of luck."""
    phases = ["Preparing", "Writing the disc", "Finishing the disc", "Checking the disc"]
    wait("a phase", lambda: [x for x in labels() if x in phases])


def good_disc(program):
    program.action("insert-blank", "dvd+r")
    has_text("DVD+R, blank")
    program.action("add-path", make_large("Summer film.mkv", 300_000_000))
    has_row("Summer film.mkv")
    shot("light-filled", "active")
    burn(program, "light")
    has_text("The disc is good", 60)
    check(any(re.fullmatch("[0-9a-f]{64}", x) for x in labels()), "the report has a digest")
    shot("light-outcome", "active")
    press(find("push button", "Copy SHA-256"))
    keys("Escape")
    wait("closed dialog", lambda: not [x for x in windows() if "disc is good" in x.name])
    has_text("Nothing more can be written on this disc.")
    print("ok a finished disc is refused with its reason", flush=True)


def foreign_readers():
    image = glob.glob(os.path.join(WORK, "data/spindle/drives/*/media/*dvd+r/sectors.iso"))
    check(len(image) == 1, "the medium is one file that other programs can open")
    for program in ["bsdtar", "osirrox"]:
        target = os.path.join(WORK, "read-by-" + program)
        os.mkdir(target)
        if program == "bsdtar":
            command = ["bsdtar", "-xf", image[0], "-C", target, "--exclude", "Summer film.mkv"]
        else:
            command = [
                "osirrox", "-indev", image[0], "-extract", "/Holiday",
                os.path.join(target, "Holiday")]
        subprocess.run(command, check=True, capture_output=True)
        compare(SOURCE, os.path.join(target, "Holiday"))
        check(True, f"{program} reads the same files")
        subprocess.run(["chmod", "-R", "u+w", target], check=False)


def compare(left, right):
    expected = sorted(x for x in os.listdir(left) if x != "socket")
    found = sorted(x for x in os.listdir(right) if x != "Summer film.mkv")
    if found != expected:
        fail(f"{right} holds {found}, not {expected}")
    for name in expected:
        a, b = os.path.join(left, name), os.path.join(right, name)
        if os.path.islink(a):
            same = os.readlink(a) == os.readlink(b)
        elif os.path.isdir(a):
            compare(a, b)
            same = True
        else:
            same = filecmp.cmp(a, b, shallow=False)
        if not same:
            fail(f"{b} is not {a}")


def cancelled_burn(program):
    program.action("insert-blank", "bd-r")
    has_text("BD-R, blank")
    program.action("add-path", make_large("Raw video.mov", 2_000_000_000))
    has_row("Raw video.mov")
    wait("Burn enabled", lambda: program.is_enabled("burn"))
    program.action("burn")
    find("dialog", "Burn")
    keys("Return")
    has_text("Writing the disc")
    keys("alt+F4")  # closing the window is the same question
    text = has_text("spoils this virtual BD-R")
    print("ok the question says what cancelling costs:", text, flush=True)
    shot("light-cancel", "active")
    press(find("push button", "Continue"))
    time.sleep(0.3)
    press(find("push button", "Cancel…"))
    has_text("spoils this virtual BD-R")
    press(find("push button", "Cancel Burning"))
    has_text("Burning was cancelled", 60)
    shot("light-cancelled", "active")
    keys("Escape")
    wait("closed dialog", lambda: len(windows()) == 1)


def desktop():
    with open(os.path.join(WORK, "mocks.log")) as file:
        said = file.read()
    check("SessionManager Inhibit" in said, "logging out is inhibited while burning")
    check("login1.Manager Inhibit" in said, "sleep is inhibited while burning")
    check("Uninhibit" in said and "lock released" in said, "and both end with the burn")


def notification(program):
    """Burns again while another window is in front."""
    program.action("insert-blank", "dvd+r")
    has_text("DVD+R, blank")
    wait("Burn enabled", lambda: program.is_enabled("burn"))
    program.action("burn")
    find("dialog", "Burn")
    keys("Return")
    has_phase()
    other = subprocess.Popen(
        ["/usr/bin/python3", os.path.join(os.path.dirname(__file__), "dragsource.py"), SOURCE])
    activate("^DragSource$")
    has_text("The disc is good", 60)
    wait("notification", lambda: "The disc is good" in open(os.path.join(WORK, "mocks.log")).read())
    print("ok a notification tells when another window is in front", flush=True)
    other.terminate()
    activate("The disc is good")
    keys("Escape")
    wait("closed dialog", lambda: len(windows()) == 1)


def tour(prefix, **options):
    """The same places in another look; the drive and the program's start with paths serve too."""
    program = Spindle(SOURCE, **options)
    if options.get("width"):
        check(f"WIDTH={options['width']}" in xdotool("getwindowgeometry", "--shell", active()),
              "the window goes into 360 points")
    has_row("Holiday")
    keys("Right")
    has_row("read me.txt")
    program.action("insert-blank", "cd-rw")
    has_text("CD-RW, blank")
    program.action("erase")
    window_named("Erase a Disc")
    picture(prefix, "erase")
    keys("Escape")
    program.action("insert-blank", "dvd+r")
    has_text("DVD+R, blank")
    program.action("add-path", os.path.join(WORK, "Summer film.mkv"))
    has_row("Summer film.mkv")
    wait("Burn enabled", lambda: program.is_enabled("burn"))
    shot(prefix + "-filled", "active")
    burn(program, prefix)
    has_text("The disc is good", 60)
    picture(prefix, "outcome")
    keys("Escape")
    wait("closed dialog", lambda: len(windows()) == 1)
    program.action("show-notes")
    window_named("Notes About the Files")
    picture(prefix, "notes")
    keys("Escape")
    program.end()
    program = Spindle(**options)
    shot(prefix + "-start", "active")
    program.action("new-data-disc")
    shot(prefix + "-empty", "active")
    program.end()


make_source()
spindle = Spindle()
start_page(spindle)
empty_window()
drop_and_edit(spindle)
refused_name(spindle)
notes(spindle)
virtual_drive(spindle)
too_small(spindle)
good_disc(spindle)
foreign_readers()
cancelled_burn(spindle)
desktop()
spindle.action("undo")
notification(spindle)
spindle.end()
documents.saved_and_found_again(SOURCE)
documents.asked_about_music()
tour("dark", dark=True)
tour("narrow", width=360, height=640)
print("PASS")
