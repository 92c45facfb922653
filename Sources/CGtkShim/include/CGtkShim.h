#pragma once
#include "../../CGtk/gtk.h"

G_BEGIN_DECLS

// What Swift cannot see: function-like macros and variadic functions.

static const GType SHIM_TYPE_BOOLEAN = G_TYPE_BOOLEAN;
static const GType SHIM_TYPE_STRING = G_TYPE_STRING;
static const GType SHIM_TYPE_INT = G_TYPE_INT;

static inline GType shim_value_type(const GValue *value) { return G_VALUE_TYPE(value); }

static inline gboolean shim_is_a(gpointer object, GType type) {
  return object && g_type_check_instance_is_a((GTypeInstance *)object, type);
}

static inline void shim_accessible_set_label(gpointer widget, const char *label) {
  gtk_accessible_update_property(GTK_ACCESSIBLE(widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static inline void shim_accessible_set_description(gpointer widget, const char *text) {
  gtk_accessible_update_property(
      GTK_ACCESSIBLE(widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static inline void shim_accessible_set_labelled_by(gpointer widget, gpointer label) {
  gtk_accessible_update_relation(
      GTK_ACCESSIBLE(widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);
}

// Closures (closure.c): calls `invoke` with the box and the signal's values, whatever its signature.

typedef gboolean (*ShimInvoke)(void *box, const GValue *values, guint count);
typedef void (*ShimRelease)(void *box);
// Connects; the closure owns the box and gives it to `release` when it dies.
gulong shim_connect(
    gpointer object, const char *signal, void *box, ShimInvoke invoke, ShimRelease release);

// A row of a list (rows.c): it owns the box that says what the row is.

#define SHIM_TYPE_ROW (shim_row_get_type())
G_DECLARE_FINAL_TYPE(ShimRow, shim_row, SHIM, ROW, GObject)
ShimRow *shim_row_new(void *box, ShimRelease release);
void *shim_row_get_box(ShimRow *row);

// A list whose rows come into being when GTK asks for them (rows.c).

#define SHIM_TYPE_LIST_MODEL (shim_list_model_get_type())
G_DECLARE_FINAL_TYPE(ShimListModel, shim_list_model, SHIM, LIST_MODEL, GObject)
typedef guint (*ShimCount)(void *box);
typedef ShimRow *(*ShimRowAt)(void *box, guint position);  // the caller gets the reference
ShimListModel *shim_list_model_new(void *box, ShimCount count, ShimRowAt row, ShimRelease release);

// libdispatch's main queue as a source of GLib's main context (main-loop.c).

void shim_attach_dispatch_main_queue(void);

// Dialogs that differ between the versions of GTK and libadwaita (dialogs.c).
// `done` is called exactly once.

typedef enum {
  SHIM_CHOOSE_FILES,
  SHIM_CHOOSE_FOLDERS,
  SHIM_CHOOSE_FOLDER,
  SHIM_CHOOSE_FILE,
  SHIM_CHOOSE_NEW_FILE,
} ShimChoose;
// What a file dialog asks for; everything but the first three may be NULL.
typedef struct {
  const char *title, *accept;
  ShimChoose what;
  // The name that a new file gets if no other is typed.
  const char *name;
  // The only files that are shown: what the user calls them, and how their names end.
  const char *filter_name, *filter_suffix;
} ShimPathsQuestion;
typedef void (*ShimPathsDone)(void *box, char **paths);  // ended by NULL; NULL when nothing was chosen
void shim_choose_paths(
    GtkWindow *parent, const ShimPathsQuestion *question, ShimPathsDone done, void *box);

// Destroys the window as soon as its parent is destroyed, whoever still holds that. What blocks the
// parent blocks it, too, and the other way round.
void shim_go_with(GtkWindow *window, GtkWindow *parent);

typedef void (*ShimAnswerDone)(void *box, int button);  // -1 when dismissed, or gone with its parent
// `buttons` ends with NULL, its first dismisses; -1 for no destructive or suggested button.
void shim_ask(
    GtkWindow *parent, const char *heading, const char *body, const char *const *buttons,
    int destructive, int suggested, ShimAnswerDone done, void *box);

// Takes back the question that was asked last, if it is still there: it is dismissed.
void shim_withdraw_question(GtkWindow *parent);

void shim_show_about(
    GtkWindow *parent, const char *name, const char *icon, const char *version, const char *developer,
    const char *comments);

// Style (style.c): the application's CSS for the default display, on top of the theme's.

void shim_load_style(void);

G_END_DECLS
