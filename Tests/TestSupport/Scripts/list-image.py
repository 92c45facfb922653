"""Lists an ISO 9660 image by pycdlib, one JSON object a line, or writes one of its files out.

list-image.py list rockRidge|joliet|plain IMAGE
list-image.py extract rockRidge|joliet|plain IMAGE PATH
Ends with 3 where pycdlib is missing.
"""

import calendar
import hashlib
import json
import sys

try:
    import pycdlib
except ImportError:
    sys.exit(3)

KEYS = {"rockRidge": "rr_path", "joliet": "joliet_path", "plain": "iso_path"}


def seconds(date):
    """The seconds since 1970 of a date in the short or the long form."""
    if hasattr(date, "years_since_1900"):
        year, month, day = 1900 + date.years_since_1900, date.month, date.day_of_month
    else:
        year, month, day = date.year, date.month, date.dayofmonth
    clock = (year, month, day, date.hour, date.minute, date.second)
    return calendar.timegm(clock) - date.gmtoffset * 15 * 60


def name_of(record, tree):
    if tree == "rockRidge":
        return record.rock_ridge.name().decode("utf-8")
    if tree == "joliet":
        name = record.file_identifier().decode("utf-16-be")
    else:
        name = record.file_identifier().decode("ascii")
    if record.is_dir():
        return name
    name = name.rsplit(";", 1)[0]
    return name[:-1] if tree == "plain" and name.endswith(".") else name


class Contents:
    """A file object that keeps nothing but the digest and the length of what is written to it."""

    def __init__(self):
        self.digest = hashlib.sha256()
        self.size = 0

    def write(self, data):
        self.digest.update(data)
        self.size += len(data)
        return len(data)


def describe(image, record, tree, path):
    found = {"path": path, "kind": "folder" if record.is_dir() else "file"}
    found["time"] = seconds(record.date)
    if tree == "rockRidge":
        fields = record.rock_ridge
        found["mode"] = fields.get_file_mode() & 0o7777
        stamps = fields.dr_entries.tf_record or fields.ce_entries.tf_record
        # The second of the times is the modification's (RRIP 1.12, "TF"), whatever its name here.
        found["time"] = seconds(stamps.access_time)
        if fields.is_symlink():
            found["kind"] = "link"
            found["target"] = fields.symlink_path().decode("utf-8")
    if found["kind"] == "file":
        contents = Contents()
        if record.get_data_length() > 0:
            write_out(image, record, contents)
        found["size"] = contents.size
        found["sha256"] = contents.digest.hexdigest()
    print(json.dumps(found))


def write_out(image, record, output):
    """Writes all sections of a file; pycdlib chains the records of a multi-extent file."""
    while record is not None:
        image.seek(record.extent_location() * 2048)
        left = record.get_data_length()
        while left > 0:
            data = image.read(min(left, 1 << 20))
            if not data:
                raise EOFError("the image ends within a file")
            output.write(data)
            left -= len(data)
        record = record.data_continuation


def walk(iso, image, tree):
    folders = [("", iso.get_record(**{KEYS[tree]: "/"}))]
    while folders:
        path, folder = folders.pop()
        for record in children(folder, tree):
            inner = path + "/" + name_of(record, tree)
            describe(image, record, tree, inner)
            if record.is_dir():
                folders.append((inner, record))


def children(folder, tree):
    continued = False
    for record in folder.children:
        if record.is_dot() or record.is_dotdot():
            continue
        if tree == "rockRidge" and record.rock_ridge is not None:
            if record.rock_ridge.relocated_record():
                continue
            if record.rock_ridge.child_link_record_exists():
                record = record.rock_ridge.cl_to_moved_dr
        is_continuation, continued = continued, record.data_continuation is not None
        if not is_continuation:
            yield record


def main():
    action, tree, image = sys.argv[1:4]
    iso = pycdlib.PyCdlib()
    iso.open(image)
    if action == "list":
        with open(image, "rb") as blocks:
            walk(iso, blocks, tree)
    else:
        iso.get_file_from_iso_fp(sys.stdout.buffer, **{KEYS[tree]: sys.argv[4]})
    iso.close()


main()
