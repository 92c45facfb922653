#!/usr/bin/python3
"""Stands in for the notification daemon, the session manager and the login manager, and says on
standard output what it was asked."""

import itertools
import os

from gi.repository import Gio, GLib

INTERFACES = """<node>
<interface name="org.freedesktop.Notifications">
 <method name="Notify"><arg type="s" direction="in"/><arg type="u" direction="in"/>
  <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/>
  <arg type="as" direction="in"/><arg type="a{sv}" direction="in"/><arg type="i" direction="in"/>
  <arg type="u" direction="out"/></method>
 <method name="CloseNotification"><arg type="u" direction="in"/></method>
 <method name="GetCapabilities"><arg type="as" direction="out"/></method>
 <method name="GetServerInformation"><arg type="s" direction="out"/><arg type="s" direction="out"/>
  <arg type="s" direction="out"/><arg type="s" direction="out"/></method>
</interface>
<interface name="org.gnome.SessionManager">
 <method name="RegisterClient"><arg type="s" direction="in"/><arg type="s" direction="in"/>
  <arg type="o" direction="out"/></method>
 <method name="Inhibit"><arg type="s" direction="in"/><arg type="u" direction="in"/>
  <arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="u" direction="out"/></method>
 <method name="Uninhibit"><arg type="u" direction="in"/></method>
</interface>
<interface name="org.gnome.SessionManager.ClientPrivate">
 <method name="EndSessionResponse"><arg type="b" direction="in"/><arg type="s" direction="in"/></method>
</interface>
<interface name="org.freedesktop.login1.Manager">
 <method name="Inhibit"><arg type="s" direction="in"/><arg type="s" direction="in"/>
  <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="h" direction="out"/></method>
</interface>
</node>"""

ANSWERS = {
    "Notify": GLib.Variant("(u)", (7,)),
    "GetCapabilities": GLib.Variant("(as)", (["body", "actions"],)),
    "GetServerInformation": GLib.Variant("(ssss)", ("mock", "mock", "1", "1.2")),
    "RegisterClient": GLib.Variant("(o)", ("/org/gnome/SessionManager/Client1",)),
}
cookies = itertools.count(42)


def answer(connection, sender, path, interface, method, parameters, invocation):
    print("MOCK", interface, method, parameters.unpack(), flush=True)
    if interface.startswith("org.freedesktop.login1"):
        return lock(invocation)
    if method == "Inhibit":
        return invocation.return_value(GLib.Variant("(u)", (next(cookies),)))
    invocation.return_value(ANSWERS.get(method))


def lock(invocation):
    reading, writing = os.pipe()
    descriptors = Gio.UnixFDList.new_from_array([writing])
    invocation.return_value_with_unix_fd_list(GLib.Variant("(h)", (0,)), descriptors)

    def released(*_):
        print("MOCK lock released", flush=True)
        return False

    GLib.io_add_watch(reading, GLib.PRIORITY_DEFAULT, GLib.IO_HUP, released)


bus = Gio.bus_get_sync(Gio.BusType.SESSION)
info = Gio.DBusNodeInfo.new_for_xml(INTERFACES).interfaces
for path, interface in [
    ("/org/freedesktop/Notifications", info[0]),
    ("/org/gnome/SessionManager", info[1]),
    ("/org/gnome/SessionManager/Client1", info[2]),
    ("/org/freedesktop/login1", info[3]),
]:
    bus.register_object(path, interface, answer, None, None)
for name in ["org.freedesktop.Notifications", "org.gnome.SessionManager", "org.freedesktop.login1"]:
    Gio.bus_own_name_on_connection(bus, name, 0, None, None)
GLib.MainLoop().run()
