#include "CGtkShim.h"

typedef struct {
  GClosure closure;
  ShimInvoke invoke;
  ShimRelease release;
} ShimClosure;

// One marshaller serves every signal: GLib hands over GValues, so that no function pointer is ever
// called with a signature that it does not have.
static void marshal(
    GClosure *closure, GValue *result, guint count, const GValue *values, gpointer hint,
    gpointer data) {
  gboolean answer = ((ShimClosure *)closure)->invoke(closure->data, values, count);
  if (result && G_VALUE_HOLDS_BOOLEAN(result)) g_value_set_boolean(result, answer);
}

static void finalize(gpointer box, GClosure *closure) { ((ShimClosure *)closure)->release(box); }

gulong shim_connect(
    gpointer object, const char *signal, void *box, ShimInvoke invoke, ShimRelease release) {
  GClosure *closure = g_closure_new_simple(sizeof(ShimClosure), box);
  ((ShimClosure *)closure)->invoke = invoke;
  ((ShimClosure *)closure)->release = release;
  g_closure_set_marshal(closure, marshal);
  g_closure_add_finalize_notifier(closure, box, finalize);
  return g_signal_connect_closure(object, signal, closure, FALSE);
}
