#include "CGtkShim.h"

typedef struct {
  ShimPathsDone done;
  void *box;
  ShimChoose what;
} PathsRequest;

// The paths of the files; those that have none, such as on a phone, are left out.
static char **paths_of(GListModel *files) {
  GPtrArray *paths = g_ptr_array_new();
  for (guint i = 0, count = g_list_model_get_n_items(files); i < count; i++) {
    GFile *file = g_list_model_get_item(files, i);
    char *path = g_file_get_path(file);
    if (path) g_ptr_array_add(paths, path);
    g_object_unref(file);
  }
  g_ptr_array_add(paths, NULL);
  return (char **)g_ptr_array_free(paths, FALSE);
}

static void finish(PathsRequest *request, GListModel *files) {
  char **paths = files ? paths_of(files) : NULL;
  request->done(request->box, paths);
  g_strfreev(paths);
  g_clear_object(&files);
  g_free(request);
}

static PathsRequest *paths_request(ShimPathsDone done, void *box, ShimChoose what) {
  PathsRequest *request = g_new(PathsRequest, 1);
  *request = (PathsRequest){done, box, what};
  return request;
}

// Which files are shown; NULL for all.
static GtkFileFilter *filter_of(const ShimPathsQuestion *question) {
  if (!question->filter_suffix) return NULL;
  GtkFileFilter *filter = gtk_file_filter_new();
  gtk_file_filter_set_name(filter, question->filter_name);
  gtk_file_filter_add_suffix(filter, question->filter_suffix);
  return filter;
}

G_GNUC_BEGIN_IGNORE_DEPRECATIONS
#if GTK_CHECK_VERSION(4, 10, 0)

// A list of one file, which is taken over; NULL for NULL.
static GListModel *list_of(GFile *file) {
  if (!file) return NULL;
  GListStore *store = g_list_store_new(G_TYPE_FILE);
  g_list_store_append(store, file);
  g_object_unref(file);
  return G_LIST_MODEL(store);
}

static void paths_ready(GObject *source, GAsyncResult *result, gpointer data) {
  PathsRequest *request = data;
  GtkFileDialog *dialog = GTK_FILE_DIALOG(source);
  GListModel *files = NULL;
  switch (request->what) {
    case SHIM_CHOOSE_FILES:
      files = gtk_file_dialog_open_multiple_finish(dialog, result, NULL);
      break;
    case SHIM_CHOOSE_FOLDERS:
      files = gtk_file_dialog_select_multiple_folders_finish(dialog, result, NULL);
      break;
    case SHIM_CHOOSE_FOLDER:
      files = list_of(gtk_file_dialog_select_folder_finish(dialog, result, NULL));
      break;
    case SHIM_CHOOSE_FILE:
      files = list_of(gtk_file_dialog_open_finish(dialog, result, NULL));
      break;
    case SHIM_CHOOSE_NEW_FILE:
      files = list_of(gtk_file_dialog_save_finish(dialog, result, NULL));
  }
  finish(request, files);
}

void shim_choose_paths(
    GtkWindow *parent, const ShimPathsQuestion *question, ShimPathsDone done, void *box) {
  PathsRequest *request = paths_request(done, box, question->what);
  GtkFileDialog *dialog = gtk_file_dialog_new();
  gtk_file_dialog_set_title(dialog, question->title);
  gtk_file_dialog_set_accept_label(dialog, question->accept);
  if (question->name) gtk_file_dialog_set_initial_name(dialog, question->name);
  GtkFileFilter *filter = filter_of(question);
  if (filter) gtk_file_dialog_set_default_filter(dialog, filter);
  g_clear_object(&filter);
  switch (question->what) {
    case SHIM_CHOOSE_FILES:
      gtk_file_dialog_open_multiple(dialog, parent, NULL, paths_ready, request);
      break;
    case SHIM_CHOOSE_FOLDERS:
      gtk_file_dialog_select_multiple_folders(dialog, parent, NULL, paths_ready, request);
      break;
    case SHIM_CHOOSE_FOLDER:
      gtk_file_dialog_select_folder(dialog, parent, NULL, paths_ready, request);
      break;
    case SHIM_CHOOSE_FILE:
      gtk_file_dialog_open(dialog, parent, NULL, paths_ready, request);
      break;
    case SHIM_CHOOSE_NEW_FILE:
      gtk_file_dialog_save(dialog, parent, NULL, paths_ready, request);
  }
  g_object_unref(dialog);
}

#else

static void paths_response(GtkNativeDialog *dialog, int response, gpointer data) {
  GListModel *files = NULL;
  if (response == GTK_RESPONSE_ACCEPT) files = gtk_file_chooser_get_files(GTK_FILE_CHOOSER(dialog));
  finish(data, files);
  g_object_unref(dialog);
}

static GtkFileChooserAction action_of(ShimChoose what) {
  switch (what) {
    case SHIM_CHOOSE_FILES:
    case SHIM_CHOOSE_FILE: return GTK_FILE_CHOOSER_ACTION_OPEN;
    case SHIM_CHOOSE_NEW_FILE: return GTK_FILE_CHOOSER_ACTION_SAVE;
    default: return GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER;
  }
}

void shim_choose_paths(
    GtkWindow *parent, const ShimPathsQuestion *question, ShimPathsDone done, void *box) {
  ShimChoose what = question->what;
  // The dialog is referenced here until it has answered: GTK does not keep it.
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new(
      question->title, parent, action_of(what), question->accept, NULL);
  GtkFileChooser *chooser = GTK_FILE_CHOOSER(dialog);
  gtk_file_chooser_set_select_multiple(
      chooser, what == SHIM_CHOOSE_FILES || what == SHIM_CHOOSE_FOLDERS);
  if (question->name) gtk_file_chooser_set_current_name(chooser, question->name);
  GtkFileFilter *filter = filter_of(question);
  if (filter) gtk_file_chooser_add_filter(chooser, filter);
  g_clear_object(&filter);
  gtk_native_dialog_set_modal(GTK_NATIVE_DIALOG(dialog), TRUE);
  g_signal_connect(
      dialog, "response", G_CALLBACK(paths_response), paths_request(done, box, what));
  gtk_native_dialog_show(GTK_NATIVE_DIALOG(dialog));
}

#endif

void shim_go_with(GtkWindow *window, GtkWindow *parent) {
  // Not GTK's "destroy-with-parent": that waits until nobody holds the parent any more.
  g_signal_connect_object(
      parent, "unrealize", G_CALLBACK(gtk_window_destroy), window, G_CONNECT_SWAPPED);
  // A modal window blocks those of its group: without one, every window of the program.
  if (gtk_window_has_group(parent))
    gtk_window_group_add_window(gtk_window_get_group(parent), window);
}

typedef struct {
  ShimAnswerDone done;
  void *box;
} AnswerRequest;

// The dialogs know their responses by name: here "0", "1" and so on.
static void answered(AnswerRequest *request, const char *response) {
  ShimAnswerDone done = request->done;
  request->done = NULL;
  if (!done) return;
  gboolean isButton = response && g_ascii_isdigit(response[0]);
  done(request->box, isButton ? (int)g_ascii_strtoll(response, NULL, 10) : -1);
}

// A dialog that goes with its window was not answered.
static void answer_gone(gpointer data, GClosure *closure G_GNUC_UNUSED) {
  answered(data, NULL);
  g_free(data);
}

#if ADW_CHECK_VERSION(1, 5, 0)
#define DIALOG_NAME(function) adw_alert_dialog_##function
#define DIALOG_CAST ADW_ALERT_DIALOG
typedef AdwAlertDialog AnswerDialog;
#else
#define DIALOG_NAME(function) adw_message_dialog_##function
#define DIALOG_CAST ADW_MESSAGE_DIALOG
typedef AdwMessageDialog AnswerDialog;
#endif

static void answer_response(AnswerDialog *dialog, const char *response, gpointer data) {
  answered(data, response);
}

// The key under which a window knows the question that was asked last above it.
#define ASKED "shim-asked"

static void forget_asked(gpointer asked) {
  g_weak_ref_clear(asked);
  g_free(asked);
}

void shim_withdraw_question(GtkWindow *parent) {
  GWeakRef *asked = g_object_get_data(G_OBJECT(parent), ASKED);
  GObject *dialog = asked ? g_weak_ref_get(asked) : NULL;
  if (!dialog) return;
#if ADW_CHECK_VERSION(1, 5, 0)
  adw_dialog_force_close(ADW_DIALOG(dialog));
#else
  gtk_window_close(GTK_WINDOW(dialog));
#endif
  g_object_unref(dialog);
}

void shim_ask(
    GtkWindow *parent, const char *heading, const char *body, const char *const *buttons,
    int destructive, int suggested, ShimAnswerDone done, void *box) {
  AnswerRequest *request = g_new(AnswerRequest, 1);
  *request = (AnswerRequest){done, box};
#if ADW_CHECK_VERSION(1, 5, 0)
  AnswerDialog *dialog = DIALOG_CAST(adw_alert_dialog_new(heading, body));
#else
  AnswerDialog *dialog = DIALOG_CAST(adw_message_dialog_new(parent, heading, body));
#endif
  for (int i = 0; buttons[i]; i++) {
    char id[12];
    g_snprintf(id, sizeof id, "%d", i);
    DIALOG_NAME(add_response)(dialog, id, buttons[i]);
    if (i == destructive)
      DIALOG_NAME(set_response_appearance)(dialog, id, ADW_RESPONSE_DESTRUCTIVE);
    if (i == suggested) {
      DIALOG_NAME(set_response_appearance)(dialog, id, ADW_RESPONSE_SUGGESTED);
      DIALOG_NAME(set_default_response)(dialog, id);
    }
  }
  DIALOG_NAME(set_close_response)(dialog, "0");
  GWeakRef *asked = g_new(GWeakRef, 1);
  g_weak_ref_init(asked, dialog);
  g_object_set_data_full(G_OBJECT(parent), ASKED, asked, forget_asked);
  g_signal_connect_data(
      dialog, "response", G_CALLBACK(answer_response), request, answer_gone, G_CONNECT_DEFAULT);
#if ADW_CHECK_VERSION(1, 5, 0)
  adw_dialog_present(ADW_DIALOG(dialog), GTK_WIDGET(parent));
#else
  shim_go_with(GTK_WINDOW(dialog), parent);
  gtk_window_present(GTK_WINDOW(dialog));
#endif
}

void shim_show_about(
    GtkWindow *parent, const char *name, const char *icon, const char *version, const char *developer,
    const char *comments) {
  const char *property[] = {"application-name", "application-icon", "version", "developer-name",
                            "comments"};
  const char *text[] = {name, icon, version, developer, comments};
#if ADW_CHECK_VERSION(1, 5, 0)
  GObject *about = G_OBJECT(adw_about_dialog_new());
#else
  GObject *about = G_OBJECT(adw_about_window_new());
  gtk_window_set_transient_for(GTK_WINDOW(about), parent);
  gtk_window_set_modal(GTK_WINDOW(about), TRUE);
  shim_go_with(GTK_WINDOW(about), parent);
#endif
  for (gsize i = 0; i < G_N_ELEMENTS(property); i++) g_object_set(about, property[i], text[i], NULL);
  g_object_set(about, "license-type", GTK_LICENSE_APACHE_2_0, NULL);
#if ADW_CHECK_VERSION(1, 5, 0)
  adw_dialog_present(ADW_DIALOG(about), GTK_WIDGET(parent));
#else
  gtk_window_present(GTK_WINDOW(about));
#endif
}
G_GNUC_END_IGNORE_DEPRECATIONS
