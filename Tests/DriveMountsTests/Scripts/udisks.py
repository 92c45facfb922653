#!/usr/bin/python3
"""Stands in for UDisks2 on a bus of its own, and says on standard output what it was asked.

usage: udisks.py MOUNTS [ERROR | keep | none | wait]

MOUNTS is a file with a mount point a line, of which a successful Unmount takes away the last.
With ERROR, Unmount ends with this error; with "keep" it succeeds and changes nothing; with "none"
no device is known; with "wait" it never answers."""

import sys

from gi.repository import Gio, GLib

INTERFACES = """<node>
<interface name="org.freedesktop.UDisks2.Manager">
 <method name="ResolveDevice"><arg type="a{sv}" direction="in"/><arg type="a{sv}" direction="in"/>
  <arg type="ao" direction="out"/></method>
</interface>
<interface name="org.freedesktop.UDisks2.Filesystem">
 <method name="Unmount"><arg type="a{sv}" direction="in"/></method>
</interface>
</node>"""

mounts, mode = sys.argv[1], (sys.argv[2:] or [""])[0]


def answer(connection, sender, path, interface, method, parameters, invocation):
    print(method, path, parameters.unpack(), flush=True)
    if method == "ResolveDevice":
        found = [] if mode == "none" else ["/org/freedesktop/UDisks2/block_devices/sr0"]
        return invocation.return_value(GLib.Variant("(ao)", (found,)))
    if mode == "wait":
        return None
    if mode not in ("", "keep"):
        return invocation.return_dbus_error(mode, "as the test wants it")
    if mode != "keep":
        lines = open(mounts, encoding="utf-8").read().splitlines()
        open(mounts, "w", encoding="utf-8").write("".join(line + "\n" for line in lines[:-1]))
    return invocation.return_value(None)


bus = Gio.bus_get_sync(Gio.BusType.SESSION)
info = Gio.DBusNodeInfo.new_for_xml(INTERFACES).interfaces
bus.register_object("/org/freedesktop/UDisks2/Manager", info[0], answer, None, None)
bus.register_object("/org/freedesktop/UDisks2/block_devices/sr0", info[1], answer, None, None)
Gio.bus_own_name_on_connection(
    bus, "org.freedesktop.UDisks2", 0, lambda *_: print("ready", flush=True), None)
GLib.MainLoop().run()
