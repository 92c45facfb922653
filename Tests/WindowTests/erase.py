#!/usr/bin/python3
"""Erases and formats discs from the window by keyboard alone, new ones and burned ones, quickly and in
full, to the end, broken off and gone wrong; foreign programs judge what is on them. Started by `run`."""

import filecmp

from discs import *

# --- The parts of the test ---------------------------------------------------------------------------


def new_discs():
    insert("Rewriter", "cd-rw", "--blocks", "6400", "--raw-speed")
    has_text("CD-RW, blank")
    erase("Erase everything", 1, "light-erase-cd-rw")
    check(moved("light-erasing") >= 3, "the bar is seen moving while a CD-RW is erased in real time")
    ends_with("The disc is empty", picture="light-erased")
    has_text("CD-RW, blank")
    for kind, name, way in [("dvd+rw", "DVD+RW", "Format"), ("bd-re", "BD-RE", "Format quickly")]:
        insert("Rewriter", kind, "--blocks", "6400")
        has_text(name + ", must be formatted first")
        erase(way, picture="light-erase-" + kind)
        check(moved() >= 3, f"the bar is seen moving while a {name} is formatted")
        ends_with("The disc is formatted")
        has_text(name + ", can be overwritten")


def written_discs():
    """What was on a disc that is overwritten with zeros is gone as far as the question says."""
    with open(os.path.join(OLD, "noise.bin"), "rb") as file:
        noise = file.read()[-4096:]
    for kind, name, way, below, costs in [
            ("dvd+rw", "DVD+RW", "Overwrite everything with zeros", 1, "are gone for good"),
            ("bd-re", "BD-RE", "Empty quickly", 0, "most of them could be recovered")]:
        used("Rewriter", kind, "--blocks", "6400")
        has_text(name + ", can be overwritten")
        keys(choose(way, below, f"light-erase-{kind}-used", costs))
        ends_with("The disc is empty", "nothing is there")
        has_text(name + ", can be overwritten")
        found = sectors("Rewriter")
        check(not any(found[:1024 * 2048]), f"zeros are on a {name} with files then")
        check((noise in found) == (way == "Empty quickly"), "and everywhere only where it says so")
        check("Volume id" not in isoinfo("Rewriter"), f"isoinfo finds no volume on the {name}")


def erased_first(program):
    """A used disc is erased by one key and a yes, and then burned: programs of others read the new."""
    used("Rewriter", "cd-rw")
    has_text("This CD-RW already holds something.")
    check(not program.is_enabled("burn"), "a used CD-RW is not burned as it is")
    shot("light-erase-first", "active")
    keys("alt+e")
    question("Erase quickly: ")
    keys("alt+e")
    window_named("Burn")
    wait("the sheet in front", lambda: active_name() == "Burn")
    check(program.is_enabled("burn"), "how to burn is asked as soon as the disc is empty")
    shot("light-erased-first", "active")
    keys("Return")
    ends_with("The disc is good")
    check("VOLUME ID: NEW" in isoinfo("Rewriter").upper(), "isoinfo finds the new volume")
    target = os.path.join(WORK, "read-back")
    os.mkdir(target)
    subprocess.run(
        ["bsdtar", "-xf", os.path.join(medium_folder("Rewriter"), "sectors.iso"), "-C", target],
        check=True)
    check(os.listdir(target) == ["New"] and filecmp.cmpfiles(
        NEW, os.path.join(target, "New"), os.listdir(NEW), shallow=False)[0] == os.listdir(NEW),
        "bsdtar reads the new files and no others")


def a_part_of_a_burn(program):
    """A CD-RW whose burn was broken off needs no other disc: it is erased."""
    large = os.path.join(WORK, "Large.tar")
    with open(large, "wb") as file:
        file.truncate(400_000_000)
    program.action("add-path", large)
    has_row("Large.tar")
    insert("Rewriter", "cd-rw")
    has_text("CD-RW, blank")
    wait("Burn enabled", lambda: program.is_enabled("burn"))
    keys("ctrl+b")
    window_named("Burn")
    keys("Return")
    is_at("Writing the disc")
    keys("Escape")
    has_text("It can be erased and burned again.")
    keys("Tab", "space")
    ends_with("Burning was cancelled", "Only a part is on the disc", picture="light-burned-in-part")
    has_text("This CD-RW already holds something. Erase it first.")
    keys("alt+e")
    question("Erase quickly: ")
    keys("alt+e")
    window_named("Burn")
    keys("Escape")
    closed()
    check(not sectors("Rewriter"), "the part of a burn is erased")
    keys("ctrl+z")
    has_no_row("Large.tar")


def never_erased():
    """A disc that cannot be erased says why; without a disc there is nothing to choose."""
    insert("Rewriter", "dvd+r")
    has_text("DVD+R, blank")
    sheet = open_sheet()
    wait("reason", lambda: [x for x in texts(sheet) if "can be written only once" in x])
    shot("light-erase-refusal", "active")
    button = find("push button", "Erase…", sheet)
    check(not button.getState().contains(pyatspi.STATE_SENSITIVE), "Erase cannot be pressed then")
    keys("Escape")
    closed()


def refused_quickly(program):
    """A drive that blanks in full alone gets a question: no leaves the disc alone, yes goes on."""
    folder = os.path.join(DRIVES, "Stubborn")
    tool("drive", "add", folder, "--name", "Stubborn", "--quirk", "no-minimal-blank")
    tool("drive", "remove", os.path.join(DRIVES, "Rewriter"))
    used("Stubborn", "cd-rw", "--blocks", "6400")
    has_text("This CD-RW already holds something.")
    agree = choose("Erase quickly")
    keys(agree)
    has_text("The drive does not erase this disc quickly.")
    question("Erase everything: ")
    shot("light-refused-quickly", "active")
    keys("Escape")
    closed()
    check("Volume id: OLD" in isoinfo("Stubborn"), "a no to the full way leaves the disc as it was")
    keys("alt+e")
    question("Erase quickly: ")
    keys("alt+e")
    has_text("The drive does not erase this disc quickly.")
    keys("alt+e")
    window_named("Burn")
    check(not sectors("Stubborn"), "a yes erases all of the disc, and the burn goes on")
    keys("Escape")
    closed()
    tool("drive", "remove", folder)
    tool("drive", "add", os.path.join(DRIVES, "Rewriter"))


def cancelled():
    """What cancelling costs depends on who does the work: the drive goes on, zeros stop."""
    insert("Rewriter", "cd-rw", "--blocks", "6400", "--raw-speed")
    has_text("CD-RW, blank")
    erase("Erase everything", 1)
    is_at("Erasing the disc")
    inhibits = [asked_of_desktop("SessionManager Inhibit", "A disc is being erased"),
                asked_of_desktop("login1.Manager Inhibit", "A disc is being erased")]
    check(min(inhibits) > 0, "logging out and sleep are inhibited while erasing")
    keys("Escape")
    has_text("The drive cannot stop before it is done. It goes on by itself with this CD-RW")
    shot("light-cancel-erasing", "active")
    keys("Escape")
    wait("no question", lambda: not [x for x in labels() if "cannot stop" in x])
    is_at("Erasing the disc")
    keys("alt+F4")  # closing the window is the same question
    has_text("The drive cannot stop before it is done.")
    keys("Tab", "space")
    ends_with(
        "Cancelled", "You no longer wait for the drive.",
        "The drive goes on by itself until the disc is done.", picture="light-cancelled-erasing")
    check(asked_of_desktop("lock released") == asked_of_desktop("login1.Manager Inhibit")
          and asked_of_desktop("Uninhibit") == asked_of_desktop("SessionManager Inhibit"),
          "and both end with it")
    used("Rewriter", "dvd+rw")
    has_text("DVD+RW, can be overwritten")
    erase("Overwrite everything with zeros", 1)
    is_at("Writing zeros")
    keys("Escape")
    has_text("This DVD+RW is then only partly done: it must be erased again before it is used.")
    keys("Tab", "space")
    ends_with(
        "Cancelled", "You cancelled while the drive was at work.",
        "The disc is only partly done: erase or format it again before you use it.",
        picture="light-cancelled-zeros")
    erase("Empty quickly")
    ends_with("The disc is empty")
    print("ok a disc that was done in part is erased again", flush=True)


def pulled_out():
    """The disc, then the drive are taken away by force while the drive erases."""
    insert("Rewriter", "cd-rw", "--blocks", "6400", "--raw-speed")
    has_text("CD-RW, blank")
    erase("Erase everything", 1)
    is_at("Erasing the disc")
    medium, away = medium_folder("Rewriter"), os.path.join(WORK, "pulled")
    os.rename(medium, away)
    ends_with(
        "The disc was taken out", "The disc was taken out before the drive was done. "
        "The disc is only partly done: erase or format it again before you use it. "
        "Put the disc back and erase it again.", picture="light-pulled-out")
    os.rename(away, medium)
    tool("eject", place("Rewriter"))
    tool("load", place("Rewriter"))
    has_text("CD-RW, blank")
    erase("Erase everything", 1)
    is_at("Erasing the disc")
    os.rename(os.path.join(DRIVES, "Rewriter"), away)
    ends_with(
        "The drive was lost", "The drive stopped answering while it worked.",
        "Nobody knows what state the disc is in.", "Check the cable, the USB adapter",
        picture="light-drive-lost")
    os.rename(away, os.path.join(DRIVES, "Rewriter"))
    tool("eject", place("Rewriter"))


def notified():
    """The end is told where another window is in front."""
    insert("Rewriter", "cd-rw", "--blocks", "6400", "--raw-speed")
    has_text("CD-RW, blank")
    erase("Erase everything", 1)
    is_at("Erasing the disc")

    def outcome():
        has_text("The disc is empty", 60)
        wait("notification", lambda: asked_of_desktop("Notify", "The disc is empty"))

    in_front_of_it(outcome)
    print("ok a notification tells when another window is in front", flush=True)
    activate("The disc is empty")
    keys("Escape")
    closed()


def changed_while_asked(program):
    """Another disc that comes in while a question waits is neither erased nor burned."""
    insert("Rewriter", "cd-rw", "--blocks", "6400")
    has_text("CD-RW, blank, 13 MB free")
    agree = choose("Erase quickly")
    used("Rewriter", "cd-rw", "--blocks", "6400")
    keys(agree)
    ends_with(
        "The disc was changed", "Another disc lies in the drive than the one that was chosen.",
        picture="light-changed")
    check("Volume id: OLD" in isoinfo("Rewriter"), "another disc is not erased")
    program.action("new-data-disc")
    wait("a data project", lambda: program.is_enabled("add-files"))
    program.action("add-path", NEW)
    has_row("New")
    insert("Rewriter", "cd-r", "--blocks", "6400")
    has_text("CD-R, blank, 13 MB free")
    wait("Burn enabled", lambda: program.is_enabled("burn"))
    keys("ctrl+b")
    window_named("Burn")
    insert("Rewriter", "cd-r", "--blocks", "12800")
    has_text("26 MB free")
    keys("Return")
    has_text("The disc was changed")
    keys("Escape")
    closed()
    check(not sectors("Rewriter"), "another disc is not burned")


def asked_and_told():
    """How often the managers of session and login were asked to stay awake, and told of an end."""
    return [asked_of_desktop(x) for x in (
        "SessionManager Inhibit", "SessionManager Uninhibit", "login1.Manager Inhibit",
        "lock released")]


def erase_everything_in(drive):
    sheet = open_sheet()
    wait("ways", lambda: [x for x in texts(sheet) if x == "Erase everything"])
    keys("Down", "space", "alt+e")
    question(f"In “{drive} (virtual)” lies: ", "Erase everything: ")
    keys("alt+e")


def two_at_once(program):
    """Of two drives at work for two windows, the end of one leaves the computer awake for the other."""
    add_drive(program, "Second")
    insert("Second", "cd-rw", "--blocks", "128000", "--raw-speed")
    insert("Rewriter", "cd-rw", "--blocks", "6400", "--raw-speed")
    has_text("CD-RW, blank, 262 MB free")
    has_text("CD-RW, blank, 13 MB free")
    before = asked_and_told()
    # The drive that was added last is the chosen one; a new window begins with the first.
    erase_everything_in("Second")
    is_at("Erasing the disc")
    program.bus.call_sync(
        NAME, PATH, "org.gtk.Actions", "Activate", GLib.Variant("(sava{sv})", ("new-window", [], {})),
        None, 0, 5000, None)
    wait("a second window in front", lambda: active_name() == "Spindle")
    wait("the focus in it", lambda: [
        x for x in find_all("frame", "Spindle") if x.getState().contains(pyatspi.STATE_ACTIVE)])
    erase_everything_in("Rewriter")
    has_text("The disc is empty", 60)
    is_at("Erasing the disc")
    wait("the end of one", lambda: asked_and_told() == [
        count + more for count, more in zip(before, (2, 1, 2, 1))])
    print("ok the computer stays awake for one when the other has ended", flush=True)
    keys("Escape")
    wait("no outcome", lambda: not [x for x in labels() if x == "The disc is empty"])
    keys("ctrl+w")
    wait("one window and its dialog", lambda: len(windows()) == 2)
    has_text("The disc is empty", 100)
    wait("the end of both", lambda: asked_and_told() == [
        count + more for count, more in zip(before, (2, 2, 2, 2))])
    activate("The disc is empty")
    keys("Escape")
    closed()
    tool("drive", "remove", os.path.join(DRIVES, "Second"))


def tour(prefix, **options):
    """The same places in another look."""
    program = Spindle(NEW, **options)
    has_row("New")
    used("Rewriter", "cd-rw", "--blocks", "6400")
    has_text("This CD-RW already holds something.")
    shot(prefix + "-erase-first", "active")
    keys("alt+e")
    question("Erase quickly: ")
    shot(prefix + "-erase-question", "active")
    keys("Escape")
    insert("Rewriter", "cd-rw", "--blocks", "6400", "--raw-speed")
    has_text("CD-RW, blank")
    erase("Erase everything", 1)
    is_at("Erasing the disc")
    picture(prefix, "erasing")
    keys("Escape")
    has_text("The drive cannot stop before it is done.")
    shot(prefix + "-cancel-erasing", "active")
    # Nobody answers, and there is nothing to answer any more when the drive is done.
    has_text("The disc is empty", 60)
    wait("no question", lambda: not [x for x in labels() if "cannot stop" in x])
    print("ok a question that came too late goes away", flush=True)
    picture(prefix, "erased")
    keys("Escape")
    closed()
    sheets(prefix)
    program.end()


def sheets(prefix):
    """What the sheet offers for discs of each kind, and why it does not."""
    for kind, name, title, state in [
            ("cd-rw", "cd-rw-used", "Erase quickly", used), ("dvd+r", "refusal", "", insert),
            ("dvd-rw", "dvd-rw", "Format quickly for overwriting", insert),
            ("bd-re", "bd-re", "Format quickly", insert)]:
        state("Rewriter", kind, *([] if kind == "dvd+r" else ["--blocks", "6400"]))
        sheet = open_sheet()
        wait(title or "reason", lambda: [
            x for x in texts(sheet) if x == title or not title and "written only once" in x])
        picture(prefix, "erase-" + name)
        keys("Escape")
        closed()


make_files()
spindle = Spindle()
add_drive(spindle, "Rewriter")
new_discs()
written_discs()
never_erased()
cancelled()
notified()
two_at_once(spindle)
pulled_out()
changed_while_asked(spindle)
erased_first(spindle)
a_part_of_a_burn(spindle)
refused_quickly(spindle)
spindle.end()
tour("dark", dark=True)
tour("narrow", width=360, height=640)
print("PASS")
