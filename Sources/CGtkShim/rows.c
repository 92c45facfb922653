#include "CGtkShim.h"

struct _ShimRow {
  GObject parent;
  void *box;
  ShimRelease release;
};
G_DEFINE_FINAL_TYPE(ShimRow, shim_row, G_TYPE_OBJECT)

static void shim_row_finalize(GObject *object) {
  ShimRow *self = SHIM_ROW(object);
  self->release(self->box);
  G_OBJECT_CLASS(shim_row_parent_class)->finalize(object);
}

static void shim_row_class_init(ShimRowClass *class) {
  G_OBJECT_CLASS(class)->finalize = shim_row_finalize;
}
static void shim_row_init(ShimRow *row) {}

ShimRow *shim_row_new(void *box, ShimRelease release) {
  ShimRow *row = g_object_new(SHIM_TYPE_ROW, NULL);
  row->box = box;
  row->release = release;
  return row;
}

void *shim_row_get_box(ShimRow *row) { return row->box; }

struct _ShimListModel {
  GObject parent;
  void *box;
  ShimCount count;
  ShimRowAt row;
  ShimRelease release;
};

static GType item_type(GListModel *model) { return SHIM_TYPE_ROW; }

static guint item_count(GListModel *model) {
  ShimListModel *self = SHIM_LIST_MODEL(model);
  return self->count(self->box);
}

static gpointer item_at(GListModel *model, guint position) {
  ShimListModel *self = SHIM_LIST_MODEL(model);
  if (position >= self->count(self->box)) return NULL;
  return self->row(self->box, position);
}

static void list_model_init(GListModelInterface *interface) {
  interface->get_item_type = item_type;
  interface->get_n_items = item_count;
  interface->get_item = item_at;
}

G_DEFINE_FINAL_TYPE_WITH_CODE(
    ShimListModel, shim_list_model, G_TYPE_OBJECT,
    G_IMPLEMENT_INTERFACE(G_TYPE_LIST_MODEL, list_model_init))

static void shim_list_model_finalize(GObject *object) {
  ShimListModel *self = SHIM_LIST_MODEL(object);
  self->release(self->box);
  G_OBJECT_CLASS(shim_list_model_parent_class)->finalize(object);
}

static void shim_list_model_class_init(ShimListModelClass *class) {
  G_OBJECT_CLASS(class)->finalize = shim_list_model_finalize;
}
static void shim_list_model_init(ShimListModel *self) {}

ShimListModel *shim_list_model_new(void *box, ShimCount count, ShimRowAt row, ShimRelease release) {
  ShimListModel *self = g_object_new(SHIM_TYPE_LIST_MODEL, NULL);
  self->box = box;
  self->count = count;
  self->row = row;
  self->release = release;
  return self;
}
