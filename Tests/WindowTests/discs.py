"""Hands on the virtual drives of a running `spindle`, and erasing by keyboard, for the tests that do."""

from driver import *

TOOL = os.environ["SPINDLECTL"]
DRIVES = os.path.join(WORK, "data/spindle/drives")
OLD, NEW = os.path.join(WORK, "Old"), os.path.join(WORK, "New")


def make_files():
    for folder in (OLD, NEW):
        os.makedirs(folder)
        with open(os.path.join(folder, "letter.txt"), "w") as file:
            file.write(f"Greetings from {folder}\n" * 2000)
        with open(os.path.join(folder, "noise.bin"), "wb") as file:
            file.write(os.urandom(4_000_000))


# --- Hands on the drive ------------------------------------------------------------------------------


def tool(*arguments):
    return subprocess.run([TOOL, *arguments], check=True, capture_output=True, text=True).stdout


def place(drive):
    return "virtual:" + os.path.join(DRIVES, drive)


def insert(drive, kind, *options):
    tool("medium", "insert", place(drive), kind, *options)


def medium_folder(drive):
    with open(os.path.join(DRIVES, drive, "drive.json")) as file:
        name = re.search(r'"medium" : "([^"]+)"', file.read()).group(1)
    return os.path.join(DRIVES, drive, "media", name)


def sectors(drive):
    with open(os.path.join(medium_folder(drive), "sectors.iso"), "rb") as file:
        return file.read()


def add_drive(program, name):
    program.action("add-virtual-drive")
    find("dialog", "Add Virtual Drive")
    type_text(name)
    keys("Return")
    has_text(f"{name} (virtual)")


def used(drive, kind, *options):
    """A disc that holds the files of OLD."""
    insert(drive, kind, *options)
    tool("burn", place(drive), OLD, "--volume", "OLD", "--verify", "none", "--yes")
    check(isoinfo(drive).count("Volume id: OLD"), f"a {kind} was burned before")


def isoinfo(drive):
    image = os.path.join(medium_folder(drive), "sectors.iso")
    return subprocess.run(["isoinfo", "-d", "-i", image], capture_output=True, text=True).stdout


# --- Erasing by keyboard -----------------------------------------------------------------------------


def open_sheet():
    keys("F10")
    time.sleep(0.3)  # GTK 4.8 tells nobody that a menu is open
    keys("e")
    return window_named("Erase a Disc")


def choose(way, below=0, picture=None, costs=""):
    """Chooses the way that stands so many rows below the first, which opens the question.

    Returns the keys that agree to it."""
    sheet = open_sheet()
    wait(way, lambda: [x for x in texts(sheet) if x == way])
    if picture:
        shot(picture, "active")
    agree = "alt+f" if way.startswith("Format") else "alt+e"
    keys(*["Down"] * below, "space", agree)
    question(costs, f"{way}: ")
    return agree


def question(*parts):
    text = has_text("” lies: ")
    check(all(part in text for part in parts), f"the question names drive, disc and way: {text}")
    wait("the question in front", lambda: "Erase a Disc" not in active_name())
    return text


def active_name():
    return xdotool("getactivewindow", "getwindowname").strip()


def erase(way, below=0, picture=None):
    keys(choose(way, below, picture))


def moved(picture=None):
    """How many different positions of the bar are seen between its ends until the outcome."""
    seen = set()

    def outcome():
        for bar in find_all("progress bar"):
            value = bar.queryValue().currentValue
            if 0 < value < 1:
                seen.add(round(value, 4))
                if len(seen) == 4 and picture:
                    shot(picture, "active")
        return [x for x in labels() if x in ("The disc is empty", "The disc is formatted")]

    wait("outcome", outcome, 60)
    return len(seen)


def ends_with(title, *sentences, picture=None):
    """The outcome says all this, and is closed."""
    has_text(title, 60)
    for sentence in sentences:
        has_text(sentence)
    if picture:
        shot(picture, "active")
    keys("Escape")
    closed()


def closed():
    wait("closed dialog", lambda: len(windows()) == 1)


def is_at(phase):
    """The dialog's title tells what the drive does now; in its list of steps that stands all the time."""
    window_named("% · " + phase)
