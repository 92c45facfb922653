#pragma once
// The oldest version Spindle runs on (Debian 12); a call that is newer is a warning.
#define GLIB_VERSION_MIN_REQUIRED GLIB_VERSION_2_74
#define GLIB_VERSION_MAX_ALLOWED GLIB_VERSION_2_74
#include <gio/gio.h>
