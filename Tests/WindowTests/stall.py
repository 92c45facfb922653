#!/usr/bin/python3
"""Measures how long the main loop of `spindle` does not answer while 500 songs or 100,000 files are
added. Not a test: prints numbers. Started by `run OUTPUT_FOLDER stall.py`.

An action of the window is asked for over D-Bus again and again. GLib answers that in the main loop,
between frames, so the slowest answer is the longest stall, the way over the bus included. On a busy
computer the main thread also waits for a processor; so the time it really worked during an answer is
told beside it."""

import threading

from driver import *


class Asker(threading.Thread):
    """Asks without a pause and keeps how long each answer took."""

    def __init__(self, program):
        super().__init__()
        self.program, self.times, self.goes_on = program, [], True

    def run(self):
        while self.goes_on:
            start, work = time.monotonic(), self.worked()
            self.program.is_enabled("undo")
            self.times.append((time.monotonic() - start, self.worked() - work))
            time.sleep(0.001)

    def worked(self):
        """The time the main thread was on a processor so far, in seconds."""
        identity = self.program.process.pid
        with open(f"/proc/{identity}/task/{identity}/schedstat") as file:
            return int(file.read().split()[0]) / 1e9

    def end(self):
        self.goes_on = False
        self.join()
        return [sorted(1000 * t for t in column) for column in zip(*self.times)]


def tree(name, folders, files):
    top = os.path.join(WORK, name)
    for folder in range(folders):
        place = os.path.join(top, f"{folder:04}")
        os.makedirs(place)
        for file in range(files):
            with open(os.path.join(place, f"file {file:05}.txt"), "w") as handle:
                handle.write("x")
    return top


def measure(name, program, body, until, settle=3.0):
    asker = Asker(program)
    asker.start()
    begin = time.monotonic()
    body()
    while not until() and time.monotonic() - begin < 60:
        time.sleep(0.02)
    took = time.monotonic() - begin
    time.sleep(settle)
    times, work = asker.end()
    print(f"{name}: {took:.2f} s; answers {len(times)}, median {times[len(times) // 2]:.1f} ms, "
          f"99 % {times[len(times) * 99 // 100]:.1f} ms, longest {times[-1]:.1f} ms, "
          f"most work in one {work[-1]:.1f} ms", flush=True)


def undone(program):
    return lambda: not program.is_enabled("undo")


def songs(count):
    """A folder of short songs: one file under many names."""
    top = os.path.join(WORK, "songs")
    os.makedirs(top)
    first = os.path.join(top, "song 000.wav")
    subprocess.run(
        ["sox", "-R", "-D", "-r", "44100", "-c", "2", "-n", "-b", "16", first, "synth", "5", "sine",
         "440", "gain", "-6"], check=True)
    for number in range(1, count):
        os.link(first, os.path.join(top, f"song {number:03}.wav"))
    return top


def measure_music():
    program = Spindle()
    program.action("new-audio-disc")
    wait("an audio project", lambda: program.is_enabled("add-files"))
    top = songs(500)
    measure("add 500 songs", program, lambda: program.action("add-path", top),
            lambda: program.is_enabled("undo"))
    measure("move a song", program, lambda: keys("Home", "alt+Down", "alt+Down"), lambda: True)
    measure("undo", program, lambda: keys("ctrl+z", "ctrl+z", "ctrl+z"), undone(program))
    measure("redo", program, lambda: program.action("redo"), lambda: program.is_enabled("undo"))
    measure("join all", program, lambda: keys("alt+n"), lambda: True)
    measure("remove all", program, lambda: keys("Home", "ctrl+a", "Delete"), lambda: True)
    program.end()


measure_music()
program = Spindle()
time.sleep(1)
measure("idle", program, lambda: None, lambda: True)
for name, folders, files in [("1000 folders of 100", 1000, 100), ("1 folder of 100,000", 1, 100_000)]:
    top = tree(f"tree-{folders}", folders, files)
    measure(f"add {name}", program, lambda: program.action("add-path", top),
            lambda: program.is_enabled("undo"))
    if folders == 1:
        activate = xdotool("getactivewindow").strip()
        measure("open both folders", program, lambda: keys("Right", "Down", "Right"), lambda: True)
    else:
        measure("open the folder", program, lambda: keys("Right"), lambda: True)
    measure("undo", program, lambda: program.action("undo"), undone(program))
    measure("redo", program, lambda: program.action("redo"), lambda: program.is_enabled("undo"))
    measure("remove", program, lambda: program.action("remove"), lambda: True)
    program.action("undo")
    program.action("undo")
program.end()
