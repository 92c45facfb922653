"""Erases and formats discs from the menu, by keyboard alone, and watches the bar."""

from driver import *

TOOL = os.environ["SPINDLE"] + "ctl"


def erased_from_the_menu():
    program = Spindle()
    program.action("add-virtual-drive")
    find("dialog", "Add Virtual Drive")
    type_text("Rewriter")
    keys("Return")
    has_text("Rewriter (virtual)")
    insert("cd-rw", "--blocks", "6400", "--raw-speed")
    has_text("CD-RW, blank")
    erase("cd-rw", "Erase everything", below=1)
    check(moved() >= 3, "the bar is seen moving while a CD-RW is erased in real time")
    ends_with("The disc is empty", "light-erased")
    has_text("CD-RW, blank")
    insert("dvd+rw", "--blocks", "6400")
    has_text("DVD+RW, must be formatted first")
    erase("dvd+rw", "Format")
    check(moved() >= 3, "the bar is seen moving while a DVD+RW is formatted")
    ends_with("The disc is formatted")
    has_text("DVD+RW, can be overwritten")
    insert("bd-re", "--blocks", "6400")
    has_text("BD-RE, must be formatted first")
    erase("bd-re", "Format quickly")
    check(moved() >= 3, "the bar is seen moving while a BD-RE is formatted")
    ends_with("The disc is formatted")
    has_text("BD-RE, can be overwritten")
    given_up(program)
    program.end()


def insert(kind, *options):
    drive = "virtual:" + os.path.join(WORK, "data/spindle/drives/Rewriter")
    subprocess.run([TOOL, "medium", "insert", drive, kind, *options], check=True)


def open_sheet():
    keys("F10")
    time.sleep(0.3)  # GTK 4.8 tells nobody that a menu is open
    keys("e")
    return window_named("Erase a Disc")


def erase(kind, way, below=0):
    """Chooses the way that stands so many rows below the first, and agrees to the question."""
    sheet = open_sheet()
    wait(way, lambda: [x for x in texts(sheet) if x == way])
    shot(f"light-erase-{kind}", "active")
    agree = "alt+f" if way.startswith("Format") else "alt+e"
    keys(*["Down"] * below, "space", agree)
    question = has_text("In “Rewriter (virtual)” lies:")
    check(f"{way}: " in question, f"the question names drive, disc and way: {question}")
    if below:
        shot("light-erase-question", "active")
    wait("the question in front", lambda: "Erase a Disc" not in active_name())
    keys(agree)


def active_name():
    return xdotool("getactivewindow", "getwindowname").strip()


def moved():
    """How many different positions of the bar are seen between its ends until the outcome."""
    seen = set()

    def outcome():
        for bar in find_all("progress bar"):
            value = bar.queryValue().currentValue
            if 0 < value < 1:
                seen.add(round(value, 4))
                if len(seen) == 4:
                    shot("light-erasing", "active")
        return [x for x in labels() if x in ("The disc is empty", "The disc is formatted")]

    wait("outcome", outcome, 60)
    return len(seen)


def ends_with(text, picture=None):
    has_text(text)
    if picture:
        shot(picture, "active")
    keys("Escape")
    wait("closed dialog", lambda: len(windows()) == 1)


def given_up(program):
    """A disc that cannot be erased says why; without a disc there is nothing to choose."""
    insert("dvd+r")
    has_text("DVD+R, blank")
    sheet = open_sheet()
    wait("reason", lambda: [x for x in texts(sheet) if "can be written only once" in x])
    shot("light-erase-refusal", "active")
    button = find("push button", "Erase…", sheet)
    check(not button.getState().contains(pyatspi.STATE_SENSITIVE), "Erase cannot be pressed then")
    keys("Escape")
    wait("closed sheet", lambda: len(windows()) == 1)
