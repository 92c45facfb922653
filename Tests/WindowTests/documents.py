"""A project is saved, changed, closed with its question, found among the recent ones and opened."""

import json

from driver import *

PROJECT = os.path.join(WORK, "Summer.spindle")


def saved_and_found_again(source):
    program = begin(source)
    save_as(program, PROJECT[:-len(".spindle")])  # the ending comes by itself
    check(json.load(open(PROJECT))["format"] == "spindle-project", "the project is in a file")
    has_title("Summer")
    keys("ctrl+shift+n")
    find("dialog", "New Folder")
    type_text("Paintings")
    keys("Return")
    has_row("Paintings")
    has_title("• Summer")
    shot("light-unsaved", "active")
    keys("ctrl+z")
    wait("nothing to save", lambda: not program.frame.name.startswith("•"))
    keys("ctrl+y")
    has_title("• Summer")
    print("ok the title tells that there is something to save", flush=True)
    close_with_question(program)
    from_the_recent_ones()
    with_something_missing(source)


def begin(source):
    program = Spindle()
    keys("Return")
    wait("a data project", lambda: program.is_enabled("add-files"))
    check(program.is_enabled("save"), "a new project can be saved")
    program.action("add-path", source)
    has_row("Holiday")
    return program


def has_title(text):
    wait(f"title {text!r}", lambda: [x for x in windows() if x.name.startswith(text + " –")])


def save_as(program, path):
    keys("ctrl+s")
    window_named("Save the Project")
    time.sleep(0.3)
    shot("light-save", "active")
    keys("ctrl+a")
    type_text(path)
    keys("Return")
    wait("saved file", lambda: os.path.exists(PROJECT))


def close_with_question(program):
    keys("ctrl+w")
    has_text("Save the changes to “Summer”?")
    shot("light-save-question", "active")
    keys("Escape")
    wait("no question", lambda: not [x for x in labels() if "Save the changes" in x])
    check(len(windows()) == 1, "after Cancel the window is still there")
    keys("ctrl+q")
    has_text("Save the changes to “Summer”?")
    keys("Return")
    program.process.wait(15)
    program.log.close()
    check("Paintings" in open(PROJECT).read(), "Save saves before the window closes")


def from_the_recent_ones():
    program = Spindle()
    has_text("Recent Projects")
    check(has_text("Data disc · today"), "the start page lists the project")
    shot("light-recent", "active")
    tab_to("Summer")
    keys("Return")
    has_row("Paintings")
    has_title("Summer")
    check(not program.is_enabled("undo"), "it is opened by keyboard from the list")
    keys("ctrl+w")
    program.process.wait(15)
    program.log.close()
    print("ok a project without changes closes without a question", flush=True)


def with_something_missing(source):
    os.rename(source, source + " (away)")
    program = Spindle(PROJECT)
    has_row("Paintings")
    has_no_row("Holiday")
    has_text("1 note about the files")
    program.action("show-notes")
    window_named("Notes About the Files")
    check(any("belongs to the project, but is not there" in x for x in texts()),
          "what is missing is named")
    keys("Escape")
    wait("closed notes", lambda: len(windows()) == 1)
    keys("ctrl+s")
    has_text("was saved")
    os.rename(source + " (away)", source)
    another_window(program)
    program.end()


def another_window(program):
    """Ctrl+N, and a project that is opened there with the file dialog: now nothing is missing."""
    keys("ctrl+n")
    wait("second window", lambda: len(windows()) == 2)
    wait("start page in front", lambda: "Summer" not in x_name())
    keys("ctrl+o")
    window_named("Open a Project")
    time.sleep(0.3)
    type_text(PROJECT)
    keys("Return")
    wait("opened project", lambda: "Summer" in x_name())
    wait("row of what was missing", lambda: [
        x for x in walk(windows()[-1]) if x.getRoleName() == "label" and x.name == "Holiday"])
    print("ok what was missing is there again in a second window", flush=True)


def x_name():
    return xdotool("getactivewindow", "getwindowname")


def asked_about_music():
    """Music alone that is dropped on the start page may be meant for two kinds of disc."""
    songs = [os.path.join(WORK, name) for name in ("Low.flac", "High.flac")]
    for song in songs:
        with open(song, "wb") as file:
            file.write(os.urandom(50_000))
    program = Spindle()
    asked_after_drop(songs)
    shot("light-music-question", "active")
    keys("Escape")
    wait("no question", lambda: "Audio CD or files?" not in labels())
    asked_after_drop(songs)
    keys("alt+d")
    has_row("Low.flac")
    check(set(rows()) == {"Low.flac", "High.flac"}, "music becomes files where that is wanted")
    program.end()


def asked_after_drop(songs):
    source = drag(songs)
    has_text("Audio CD or files?")
    source.terminate()
    source.wait()
    time.sleep(0.3)
