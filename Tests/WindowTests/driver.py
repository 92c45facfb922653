"""What drives a running `spindle` from outside: the accessibility bus, GActions over D-Bus, keys and
screenshots. Everything waits for a state and never for a time."""

import os
import re
import subprocess
import sys
import time

import pyatspi
from gi.repository import Gio, GLib

WORK = os.environ["WINDOW_TEST_WORK"]
OUTPUT = os.environ["WINDOW_TEST_OUTPUT"]
NAME = "io.github.spindleburner.Spindle"
PATH = "/" + NAME.replace(".", "/")


def fail(text):
    print("FAIL:", text, flush=True)
    shot("failure")
    sys.exit(1)


def wait(what, body, seconds=15):
    """The first true value of `body`, which may fail while widgets come and go."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            value = body()
            if value:
                return value
        except Exception:
            pass
        time.sleep(0.05)
    print(tree(), flush=True)
    fail(f"no {what} within {seconds} s")


def check(condition, text):
    if not condition:
        fail(text)
    print("ok", text, flush=True)


def program():
    return next(
        a for a in pyatspi.Registry.getDesktop(0) if a is not None and a.name.startswith("spindle"))


def walk(node):
    yield node
    for child in node:
        if child is not None:
            yield from walk(child)


def find_all(role, name=None, root=None):
    return [
        x for x in walk(root or program())
        if x.getRoleName() == role and (name is None or name in x.name)]


def find(role, name=None, root=None, seconds=15):
    return wait(f"{role} {name!r}", lambda: find_all(role, name, root)[0], seconds)


def texts(root=None):
    """All names under `root`, in order."""
    return [x.name for x in walk(root or program()) if x.name]


def tree():
    lines = []

    def add(node, depth):
        lines.append("  " * depth + node.getRoleName() + " " + repr(node.name))
        for child in node:
            if child is not None:
                add(child, depth + 1)

    try:
        add(program(), 0)
    except Exception as error:
        lines.append(repr(error))
    return "\n".join(lines)


def labels():
    return [x.name for x in find_all("label")]


def rows():
    """The tree as it is seen: name and size of each row."""
    cells = [
        [x.name for x in walk(row) if x.getRoleName() == "label"]
        for row in walk(find("tree table")) if row.getRoleName() == "table row"]
    return {cell[0]: cell[1] for cell in cells[1:] if len(cell) > 1}


def has_row(name):
    return wait(f"row {name!r}", lambda: name in rows() and rows())


def has_no_row(name):
    wait(f"absence of the row {name!r}", lambda: name not in rows())


def has_text(part, seconds=15):
    return wait(f"text {part!r}", lambda: next(x for x in labels() if part in x), seconds)


def press(node, action="click"):
    interface = node.queryAction()
    names = [interface.getName(i) for i in range(interface.nActions)]
    if action not in names:
        fail(f"{node.name!r} has no action {action!r}, only {names}")
    interface.doAction(names.index(action))


def windows():
    return [x for x in program() if x is not None]


def window_named(name):
    return wait(f"window {name!r}", lambda: next(x for x in windows() if name in x.name))


class Spindle:
    """One running program."""

    def __init__(self, *arguments, dark=False, width=None, height=None, log="spindle.log"):
        environment = dict(os.environ)
        if dark:
            environment["ADW_DEBUG_COLOR_SCHEME"] = "prefer-dark"
        self.log = open(os.path.join(WORK, log), "ab")
        self.process = subprocess.Popen(
            [os.environ["SPINDLE"], *arguments], env=environment, stdout=self.log,
            stderr=self.log)
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        self.frame = find("frame", "Spindle", seconds=60)
        if width:
            resize("Spindle", width, height)

    def action(self, name, parameter=None):
        """Activates `win.NAME` over D-Bus, as another program could."""
        wait(f"enabled action {name}", lambda: self.is_enabled(name))
        values = [GLib.Variant("s", parameter)] if parameter is not None else []
        self.bus.call_sync(
            NAME, PATH + "/window/1", "org.gtk.Actions", "Activate",
            GLib.Variant("(sava{sv})", (name, values, {})), None, 0, 5000, None)

    def is_enabled(self, name):
        answer = self.bus.call_sync(
            NAME, PATH + "/window/1", "org.gtk.Actions", "Describe",
            GLib.Variant("(s)", (name,)), None, 0, 5000, None)
        return answer.unpack()[0][0]

    def ping(self):
        """How long the main loop takes to answer now, in seconds."""
        start = time.monotonic()
        self.bus.call_sync(
            NAME, PATH, "org.freedesktop.DBus.Peer", "Ping", None, None, 0, 30000, None)
        return time.monotonic() - start

    def end(self):
        self.process.terminate()
        self.process.wait(10)
        self.log.close()
        time.sleep(0.3)


def xdotool(*arguments):
    return subprocess.run(
        ["xdotool", *arguments], check=True, capture_output=True, text=True).stdout


def x_window(name):
    return wait(f"X window {name!r}", lambda: xdotool(
        "search", "--onlyvisible", "--name", name).split()[-1])


def active():
    return xdotool("getactivewindow").strip()


def resize(name, width, height):
    identity = x_window(name)
    xdotool("windowsize", "--sync", identity, str(width), str(height))
    xdotool("windowmove", identity, "0", "0")
    time.sleep(0.4)


def keys(*names):
    for name in names:
        xdotool("key", "--clearmodifiers", name)
        time.sleep(0.08)


def tab_to(name, most=12):
    """Presses Tab until the focus is on what has this name."""
    for _ in range(most):
        if [x for x in walk(program()) if x.name == name
                and x.getState().contains(pyatspi.STATE_FOCUSED)]:
            return
        keys("Tab")
    fail(f"the focus does not come to {name!r}")


def type_text(text):
    xdotool("type", "--delay", "15", text)
    time.sleep(0.1)


def shot(name, window=None):
    """A picture of the screen, or of one window, in the output folder."""
    time.sleep(0.35)
    path = os.path.join(OUTPUT, name + ".png")
    target = active() if window == "active" else x_window(window) if window else "root"
    subprocess.run(["import", "-window", target, path], check=False)


def drag(paths, picture=None, end=(400, 300)):
    """Drags files from another program into the window, by real XDND, to a place in it."""
    source = subprocess.Popen(
        ["/usr/bin/python3", os.path.join(os.path.dirname(__file__), "dragsource.py"), *paths])
    origin, target = x_window("^DragSource$"), x_window("Spindle")
    xdotool("windowmove", "--sync", origin, "0", "0")
    xdotool("windowmove", "--sync", target, "300", "150")
    xdotool("windowraise", origin)
    time.sleep(0.5)

    def place(identity):
        text = xdotool("getwindowgeometry", identity)
        return [int(n) for n in re.search(r"Position: (\d+),(\d+)", text).groups()]

    (x0, y0), (x1, y1) = place(origin), place(target)
    start, end = (x0 + 100, y0 + 80), (x1 + end[0], y1 + end[1])
    xdotool("mousemove", str(start[0]), str(start[1]))
    time.sleep(0.2)
    xdotool("mousedown", "1")
    for step in range(1, 31):
        x, y = (a + (b - a) * step // 30 for a, b in zip(start, end))
        xdotool("mousemove", str(x), str(y))
        time.sleep(0.03)
    time.sleep(0.5)
    if picture:
        shot(picture, "Spindle")
    xdotool("mouseup", "1")
    return source


def asked_of_desktop(*words):
    """How many of the calls that the desktop's stand-in got hold all these words."""
    with open(os.path.join(WORK, "mocks.log")) as file:
        return sum(all(word in line for word in words) for line in file)


def in_front_of_it(body):
    """Does `body` while another program's window is in front."""
    other = subprocess.Popen(
        ["/usr/bin/python3", os.path.join(os.path.dirname(__file__), "dragsource.py"), WORK])
    activate("^DragSource$")
    body()
    other.terminate()
    other.wait()


def activate(name):
    identity = x_window(name)
    xdotool("windowactivate", "--sync", identity)
    time.sleep(0.2)


def picture(prefix, name):
    """A picture of the dialog; in the narrow look the dialog must be as narrow as the window."""
    if prefix.endswith("narrow"):
        dialog = active()
        xdotool("windowsize", "--sync", dialog, "360", "640")
        time.sleep(0.3)
        check("WIDTH=360" in xdotool("getwindowgeometry", "--shell", dialog),
              f"{name} goes into 360 points")
    shot(f"{prefix}-{name}", "active")
