#!/usr/bin/python3
"""A window to drag files from, as a file manager would: dragsource.py PATH…"""

import sys

import gi

gi.require_version("Gdk", "4.0")
gi.require_version("Gtk", "4.0")
from gi.repository import Gdk, Gio, GLib, Gtk

LIST = "".join(Gio.File.new_for_path(path).get_uri() + "\r\n" for path in sys.argv[1:])


def activate(application):
    window = Gtk.ApplicationWindow(application=application, title="DragSource")
    window.set_default_size(180, 120)
    label = Gtk.Label(label="drag me")
    window.set_child(label)
    source = Gtk.DragSource(actions=Gdk.DragAction.COPY)
    content = Gdk.ContentProvider.new_for_bytes("text/uri-list", GLib.Bytes.new(LIST.encode()))
    source.connect("prepare", lambda *_: content)
    label.add_controller(source)
    window.present()


application = Gtk.Application(application_id="org.example.DragSource", flags=0)
application.connect("activate", activate)
application.run([])
