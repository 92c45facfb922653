#include "CGtkShim.h"
#include <sys/eventfd.h>

// Both are exported by libdispatch for the run loops of other systems, hence their suffix.
extern int _dispatch_get_main_queue_handle_4CF(void);
extern void _dispatch_main_queue_callback_4CF(void *message);

static gboolean drain(gint descriptor, GIOCondition condition, gpointer data) {
  eventfd_t value;
  eventfd_read(descriptor, &value);
  _dispatch_main_queue_callback_4CF(NULL);
  return G_SOURCE_CONTINUE;
}

void shim_attach_dispatch_main_queue(void) {
  g_unix_fd_add_full(
      G_PRIORITY_DEFAULT, _dispatch_get_main_queue_handle_4CF(), G_IO_IN, drain, NULL, NULL);
}
