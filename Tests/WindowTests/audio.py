#!/usr/bin/python3
"""Makes an audio CD in the real `spindle`, by keyboard alone but for what is dropped, burns it onto a
virtual CD-R, and has sox and libcdio judge what is on it. Started by `run`.

SPINDLECTL names the program that exports the disc."""

import glob

from driver import *

MUSIC = os.path.join(WORK, "Music")
SONGS = [("b.flac", "Low Tide", 220, 6), ("c.wav", None, 330, 5), ("a.flac", "Dvořák", 440, 3)]


def make_music():
    """Three songs of a few seconds, one of them too short for a track, and what lies beside songs."""
    os.makedirs(MUSIC)
    for number, (name, title, tone, seconds) in enumerate(SONGS, 1):
        wave = os.path.join(MUSIC, name if title is None else "song.wav")
        subprocess.run(
            ["sox", "-R", "-D", "-r", "44100", "-c", "2", "-n", "-b", "16", wave, "synth",
             str(seconds), "sine", str(tone), "gain", "-6"], check=True)
        if title is None:
            continue
        subprocess.run(
            ["flac", "--silent", "-f", "-T", f"TITLE={title}", "-T", "ARTIST=The Trio",
             "-T", "ALBUM=Coast", "-T", f"TRACKNUMBER={number}", "-o", os.path.join(MUSIC, name),
             wave], check=True)
        os.remove(wave)
    with open(os.path.join(MUSIC, "cover.jpg"), "wb") as file:
        file.write(os.urandom(10_000))
    with open(os.path.join(MUSIC, "broken.flac"), "wb") as file:
        with open(os.path.join(MUSIC, "b.flac"), "rb") as whole:
            file.write(whole.read(20_000))


def tracks():
    """The list as it is seen: title, artist, length and gap of each row."""
    rows = [
        [x.name for x in walk(row) if x.getRoleName() == "label"]
        for row in walk(find("tree table", "Tracks")) if row.getRoleName() == "table row"]
    return [row[1:] if row[0].isdigit() else row for row in rows[1:]]


def titles():
    return [row[0] for row in tracks()]


def has_titles(*expected):
    wait(f"the tracks {expected}, not {titles()}", lambda: titles() == list(expected))


def empty_page(program):
    program.action("new-audio-disc")
    wait("an audio project", lambda: program.is_enabled("add-files"))
    shot("audio-light-empty", "active")
    has_text("Add music to burn.")


def drop(program):
    source = drag([os.path.join(MUSIC, name) for name, *_ in SONGS], "audio-light-drop")
    has_titles("Low Tide", "Dvořák", "c")
    source.terminate()
    activate("Spindle")
    check([row[2] for row in tracks()] == ["0:06", "0:04", "0:05"] or
          [row[2] for row in tracks()] == ["0:06", "0:03", "0:05"], "lengths are measured")
    check(any("Dvorák" in x for x in texts()), "a screen reader hears what players will show")


def notes(program):
    has_text("2 notes about the tracks")
    program.action("show-notes")
    dialog = window_named("Notes About the Tracks")
    lines = " ".join(texts(dialog))
    check("Dvorák" in lines and "4 seconds" in lines, "texts and short tracks are told before")
    shot("audio-light-notes", "active")
    keys("Escape")
    wait("closed dialog", lambda: len(windows()) == 1)


def left_out(program):
    """What holds no music stays out, a broken file is named, and the disc cannot be burned with it."""
    program.action("add-path", os.path.join(MUSIC, "cover.jpg"))
    has_text("“cover.jpg” holds no music and was left out.")
    program.action("add-path", os.path.join(MUSIC, "broken.flac"))
    has_text("1 track cannot be burned")
    check(titles()[3] == "Low Tide" or titles()[3] == "broken", "a broken file is a track that says so")
    has_text("“broken.flac” was cut off: it ends before it should.")
    check(not program.is_enabled("burn"), "Burn cannot be pressed then")
    shot("audio-light-broken", "active")
    keys("Delete")
    wait("three tracks", lambda: len(titles()) == 3)
    has_text("2 notes about the tracks")


def edit(program):
    keys("Home")
    keys("F2")
    find("text", "Title")
    shot("audio-light-edit", "active")
    type_text("Ebb")
    keys("Tab")
    find("text", "Artist")
    type_text("The Quartet")
    keys("Tab")
    find("text", "Title")
    keys("Tab", "Tab")
    find("text", "Gap")
    type_text("nonsense")
    keys("Return")
    has_text("A gap is a number of seconds")
    type_text("1")
    keys("Return")
    wait("no entry in the list", lambda: not find_all("text", "Gap"))
    wait("the gap", lambda: tracks()[1][3] == "1 s")
    check(tracks()[0][:2] == ["Ebb", "The Quartet"], "title and artist are changed in their place")
    keys("ctrl+z", "ctrl+z", "ctrl+z")
    has_titles("Low Tide", "Dvořák", "c")
    keys("ctrl+shift+z", "ctrl+shift+z", "ctrl+shift+z")
    has_titles("Ebb", "Dvořák", "c")
    keys("Home", "alt+Down", "alt+Down")
    has_titles("Dvořák", "c", "Ebb")
    keys("alt+Up")
    has_titles("Dvořák", "Ebb", "c")
    keys("ctrl+z", "ctrl+y")
    has_titles("Dvořák", "Ebb", "c")
    keys("Delete")
    has_titles("Dvořák", "c")
    keys("ctrl+z")
    has_titles("Dvořák", "Ebb", "c")
    print("ok titles, gaps and order are changed by keyboard, taken back and done again", flush=True)


def drag_row(source, target):
    """Drags a row of the list with the pointer, to just below the middle of another one."""
    def middle(title):
        label = find("label", title, find("tree table", "Tracks"))
        box = label.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
        return box.x + box.width // 2, box.y + box.height // 2

    origin = re.search(
        r"Position: (\d+),(\d+)", xdotool("getwindowgeometry", x_window("Spindle"))).groups()
    left, top = map(int, origin)
    (x0, y0), (x1, y1) = middle(source), middle(target)
    xdotool("mousemove", str(left + x0), str(top + y0))
    time.sleep(0.2)
    xdotool("mousedown", "1")
    for step in range(1, 21):
        y = y0 + (y1 + 6 - y0) * step // 20
        xdotool("mousemove", str(left + x0 + step), str(top + y))
        time.sleep(0.03)
    time.sleep(0.3)
    shot("audio-light-drag-row", "Spindle")
    xdotool("mouseup", "1")


def drag_rows():
    """Rows go where the pointer takes them, one alone and all that are selected."""
    has_titles("Dvořák", "Ebb", "c")
    drag_row("Dvořák", "Ebb")
    has_titles("Ebb", "Dvořák", "c")
    print("ok a row was dragged below the next one", flush=True)
    keys("Home", "shift+Down")
    drag_row("Ebb", "c")
    has_titles("c", "Ebb", "Dvořák")
    print("ok two selected rows were dragged to the end", flush=True)
    keys("ctrl+z", "ctrl+z")
    has_titles("Dvořák", "Ebb", "c")


def listen(program):
    keys("space")
    has_text("The computer has nothing to play music on.")
    find("push button", "Play Ebb")
    print("ok a computer without sound says so", flush=True)


def disc(program):
    has_text("Connect a disc drive, or add a virtual one to try.")
    program.action("add-virtual-drive")
    find("dialog", "Add Virtual Drive")
    keys("Return")
    has_text("Trial (virtual)")
    program.action("insert-blank", "dvd+r")
    has_text("DVD+R, blank")
    has_text("audio CDs only as CD-R")
    check(not program.is_enabled("burn"), "a DVD is refused with its reason")
    shot("audio-light-dvd", "active")
    program.action("insert-blank", "cd-r")
    has_text("CD-R, blank")
    has_text("of 79:57")
    shot("audio-light-filled", "active")


def burn(program, prefix):
    wait("Burn enabled", lambda: program.is_enabled("burn"))
    keys("ctrl+b")
    sheet = find("dialog", "Burn")
    check(any("CD-TEXT" in x for x in texts(sheet)), "the sheet offers CD-TEXT")
    picture(prefix, "sheet")
    keys("Return")
    phases = ["Preparing", "Writing the disc", "Finishing the disc", "Checking the disc"]
    wait("a phase", lambda: [x for x in labels() if x in phases])
    picture(prefix, "progress")
    if prefix == "audio-dark":
        in_front_of_it(notified)
        activate("The disc is good")
    has_text("The disc is good", 60)
    picture(prefix, "outcome")
    keys("Escape")
    wait("closed dialog", lambda: len(windows()) == 1)


def notified():
    has_text("The disc is good", 60)
    wait("notification", lambda: asked_of_desktop("Notify", "The disc is good"))
    print("ok a notification tells when another window is in front", flush=True)


def desktop():
    """The computer stays awake for as long as an audio CD is burned."""
    for manager, end in [("SessionManager", "Uninhibit"), ("login1.Manager", "lock released")]:
        begun = asked_of_desktop(manager + " Inhibit", "A disc is being burned")
        check(begun == asked_of_desktop(end) == 1, f"{manager} is asked, and told of the end")


def judge():
    """sox decodes the songs on its own, and libcdio reads the exported disc."""
    drive = glob.glob(os.path.join(WORK, "data/spindle/drives/*"))[0]
    cue = os.path.join(WORK, "disc.cue")
    subprocess.run(
        [os.environ["SPINDLECTL"], "medium", "export", "virtual:" + drive, cue], check=True)
    with open(os.path.join(WORK, "disc.bin"), "rb") as file:
        disc = file.read()
    end = 0
    for name in ["a.flac", "b.flac", "c.wav"]:
        samples = subprocess.run(
            ["sox", os.path.join(MUSIC, name), "-t", "raw", "-e", "signed", "-b", "16", "-L", "-"],
            check=True, capture_output=True).stdout
        place = disc.find(samples, end)
        check(place >= end and place % 2352 == 0, f"{name} is on the disc, sample for sample")
        end = place + len(samples)
    told = subprocess.run(
        ["cd-info", "--no-header", "--no-device-info", "--no-cddb", "--bin-file=" + cue],
        capture_output=True, text=True).stdout
    for text in ["TITLE: Ebb", "PERFORMER: The Quartet", "TITLE: Dvor"]:
        check(text in told, f"libcdio reads “{text}”")


def offered_to_erase(program):
    """A CD-RW that holds this disc already is erased first, like one with files."""
    program.action("insert-blank", "cd-rw")
    has_text("CD-RW, blank")
    burn(program, "audio-rw")
    has_text("This CD-RW already holds something. Erase it first.")
    keys("alt+e")
    has_text("Erase this CD-RW?")
    keys("alt+e")
    window_named("Burn")
    check(program.is_enabled("burn"), "how to burn is asked as soon as the disc is empty")
    keys("Escape")
    wait("closed dialog", lambda: len(windows()) == 1)


def many_songs():
    """500 files: the window tells how far reading is, and goes on answering when they come in."""
    many = os.path.join(WORK, "Songs")
    os.makedirs(many)
    os.link(os.path.join(MUSIC, "c.wav"), os.path.join(many, "000.wav"))
    for number in range(1, 500):
        os.link(os.path.join(many, "000.wav"), os.path.join(many, f"{number:03}.wav"))
    program = Spindle()
    program.action("new-audio-disc")
    wait("an audio project", lambda: program.is_enabled("add-files"))
    program.action("add-path", many)
    told = set()
    # A call that the main loop does not answer in five seconds ends the test.
    while not program.is_enabled("undo"):
        told.update(x for x in labels() if "of 500" in x)
    check(len(told) >= 3, f"reading tells how far it is: {len(told)} times")
    has_text("There are 500 tracks; a disc has room for 99.")
    keys("ctrl+z")
    while program.is_enabled("undo"):
        time.sleep(0.05)
    program.end()


def tour(prefix, **options):
    """The same places in another look."""
    program = Spindle(**options)
    program.action("new-audio-disc")
    wait("an audio project", lambda: program.is_enabled("add-files"))
    shot(prefix + "-empty", "active")
    program.action("add-path", MUSIC)
    wait("four tracks", lambda: len(tracks()) == 4)
    wait("the end of reading", lambda: not program.is_enabled("stop-reading"))
    # As slow as a real one: another window must be in front before the burn is over.
    drive = glob.glob(os.path.join(WORK, "data/spindle/drives/*"))[0]
    subprocess.run(
        [os.environ["SPINDLECTL"], "medium", "insert", "virtual:" + drive, "cd-r", "--raw-speed"],
        check=True, capture_output=True)
    has_text("CD-R, blank")
    shot(prefix + "-broken", "active")
    notes_and_toast(program, prefix)
    while len(tracks()) > 3:
        keys("Home")
        for _ in range(titles().index("Low Tide", 1) if titles().count("Low Tide") > 1
                       else titles().index("broken")):
            keys("Down")
        keys("Delete")
        time.sleep(0.2)
    keys("Home", "F2")
    find("text", "Title")
    shot(prefix + "-edit", "active")
    keys("Escape")
    shot(prefix + "-filled", "active")
    burn(program, prefix)
    dvd(program, prefix)
    program.end()


def notes_and_toast(program, prefix):
    """What is said in passing lies above the list alone, and is read as a whole."""
    program.action("show-notes")
    window_named("Notes About the Tracks")
    picture(prefix, "notes")
    keys("Escape")
    wait("closed dialog", lambda: len(windows()) == 1)
    keys("Home")
    keys("space")
    toast = find("label", "The computer has nothing to play music on.")
    box = toast.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
    below = find("push button", "Burn…").queryComponent().getExtents(pyatspi.WINDOW_COORDS)
    check(box.y + box.height < below.y, "a message in passing hides nothing of the lower part")
    shot(prefix + "-toast", "active")


def dvd(program, prefix):
    program.action("insert-blank", "dvd+r")
    has_text("audio CDs only as CD-R")
    shot(prefix + "-dvd", "active")


def closed_while_reading():
    """A window that is closed while its files are read takes nothing else with it."""
    many = os.path.join(WORK, "Many")
    os.makedirs(many)
    subprocess.run(
        ["sox", "-R", "-D", "-r", "44100", "-c", "2", "-n", "-b", "16", os.path.join(many, "00.wav"),
         "synth", "120", "pinknoise", "gain", "-6"], check=True)
    for number in range(1, 40):
        os.link(os.path.join(many, "00.wav"), os.path.join(many, f"{number:02}.wav"))
    program = Spindle()
    program.action("new-audio-disc")
    wait("an audio project", lambda: program.is_enabled("add-files"))
    program.action("add-path", many)
    wait("reading", lambda: program.is_enabled("stop-reading"))
    keys("ctrl+n")
    wait("second window", lambda: len(windows()) == 2)
    program.action("close")
    wait("one window", lambda: len(windows()) == 1)
    time.sleep(2)
    check(program.ping() < 1, "the other window lives on")
    program.end()


make_music()
spindle = Spindle()
empty_page(spindle)
drop(spindle)
notes(spindle)
left_out(spindle)
edit(spindle)
drag_rows()
listen(spindle)
disc(spindle)
burn(spindle, "audio-light")
has_text("There is something on this disc already")
desktop()
judge()
offered_to_erase(spindle)
spindle.end()
many_songs()
tour("audio-dark", dark=True)
tour("audio-narrow", width=360, height=640)
closed_while_reading()
print("PASS")
