"""Makes a tree that is hard on file systems in the folder given, the same each time."""

import os
import random
import sys

UNICODE = [
    "caf\u00e9.txt", "cafe\u0301.txt", "Größe aus Köln.md", "日本語.txt", "Привет", "العربية.pdf",
    "💿 disc.iso", "👨‍👩‍👧", "☃", "naïve …", "\ue000 private", "ＡＢ.txt", "Ångström", "İı.tr",
]
ODD = [
    "semicolon;1", "star*", "question?", "back\\slash", "colon:colon", 'quote"', "apostrophe'",
    " leading blank", "trailing blank ", "dot at end.", "dots at end..", "dot at end", ".hidden",
    "..two dots", "...", "a.b.c.d", "no extension", ".tar.gz", "-dash", "~tilde", "%41", "#hash",
    "$dollar", "a&b", "pipe|", "<tag>", "[brackets]", "{braces}", "CON", "nul.txt", "comma,",
    "equals=", "plus+", "at@", "!bang", "`tick`", "tab\there",
]
ALIKE = ["README.TXT", "readme.txt", "ReadMe.txt", "read me.txt", "read_me.txt"] + [
    f"a rather long name of more than sixty-four letters, the last tell it {n}" for n in range(12)]
# Linux cuts names of more than 253 bytes with Rock Ridge.
LONG = [letter * count for letter, count in (("y", 253), ("ä", 126), ("漢", 84), ("😀", 63))] + [
    "n" * 249 + ".txt", "n" * 248 + "2.txt", "x" * 64, "x" * 65, "x" * 60 + ".txt", "x" * 61 + ".txt"]
LINKS = {
    "relative": "target.txt", "through parent": "../links/target.txt", "here": ".", "parent": "..",
    "absolute": "/etc/hostname", "broken": "nowhere/at all", "dots": "./../links/./target.txt",
    "long component": "l" * 250, "long path": "/".join(["p" * 60] * 9),
    "very long path": "/" + "/".join(["v" * 120] * 8), "many components": "/".join("c" * 200),
}
SIZES = [0, 1, 2047, 2048, 2049, 4095, 4096, 4097, 65535, 65536, 65537, 1000000]
MODES = [0o400, 0o444, 0o640, 0o666, 0o755, 0o777, 0o4755, 0o2755, 0o1644]
# 1970, the year 2000, a leap day, and a summer.
TIMES = [0, 946684799, 951827696, 1751371200]

generator = random.Random(20261125)


def add(path, size=None):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(generator.randbytes(generator.randrange(1, 5000) if size is None else size))


def main(root):
    for folder, names in (("unicode", UNICODE), ("odd", ODD), ("alike", ALIKE), ("long", LONG)):
        for name in names:
            add(f"{root}/{folder}/{name}")
    for name in UNICODE[:4] + LONG[:3] + ["folder with dot."]:
        add(f"{root}/folders/{name}/inside.txt")
    path = f"{root}/deep"
    for level in range(2, 20):
        path += f"/level {level}"
        add(f"{path}/file at {level}.txt")
    os.makedirs(f"{root}/links")
    add(f"{root}/links/target.txt")
    for name, target in LINKS.items():
        os.symlink(target, f"{root}/links/{name}")
    for size in SIZES:
        add(f"{root}/sizes/{size}", size)
    for number in range(300):
        add(f"{root}/many/{number:03}", number)
    for number in range(20):
        os.makedirs(f"{root}/empty/{number}/folder")
    for mode in MODES:
        add(f"{root}/modes/{mode:o}")
        os.chmod(f"{root}/modes/{mode:o}", mode)
    for time in TIMES:
        add(f"{root}/times/{time}")
        os.utime(f"{root}/times/{time}", (time, time))


main(sys.argv[1])
