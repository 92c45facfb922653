// The functions that open, copy and close descriptors.

#include "shim.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

// What the kernel tells of the drives in /proc/sys/dev/cdrom/info, which some programs read to find
// them. The names of the drives come before it.
static const char abilities[] =
    "drive speed:\t\t48\n"
    "drive # of slots:\t1\n"
    "Can close tray:\t\t1\n"
    "Can open tray:\t\t1\n"
    "Can lock tray:\t\t1\n"
    "Can change speed:\t1\n"
    "Can select disk:\t0\n"
    "Can read multisession:\t1\n"
    "Can read MCN:\t\t1\n"
    "Reports media changed:\t1\n"
    "Can play audio:\t\t1\n"
    "Can write CD-R:\t\t1\n"
    "Can write CD-RW:\t1\n"
    "Can read DVD:\t\t1\n"
    "Can write DVD-R:\t1\n"
    "Can write DVD-RAM:\t1\n"
    "Can read MRW:\t\t0\n"
    "Can write MRW:\t\t0\n"
    "Can write RAM:\t\t1\n\n";

static int is_list(const char *path) {
  return path && !strcmp(path, "/proc/sys/dev/cdrom/info") && drive_at("/dev/sr0");
}

// A file in memory with the list of the one drive that is called /dev/sr0.
static int open_list(void) {
  int file = memfd_create("cdrom-info", MFD_CLOEXEC);
  if (file < 0) return -1;
  dprintf(file, "CD-ROM information, Id: cdrom.c 3.20 2003/12/17\n\n");
  dprintf(file, "drive name:\t\tsr0\n%s", abilities);
  REAL(lseek)(file, 0, SEEK_SET);
  return file;
}

// Opens what the shim makes up; -2 if `path` is none of it.
static int open_ours(const char *path, int flags) {
  const struct drive *drive = drive_at(path);
  if (drive) return drive_open(drive, flags);
  return is_list(path) ? open_list() : -2;
}

// A file's mode is given only when the file may be made.
#define MODE(flags, list)                      \
  ({                                           \
    mode_t mode = 0;                           \
    if ((flags) & (O_CREAT | __O_TMPFILE)) {   \
      va_start(list, flags);                   \
      mode = va_arg(list, mode_t);             \
      va_end(list);                            \
    }                                          \
    mode;                                      \
  })

int open(const char *path, int flags, ...) {
  va_list list;
  mode_t mode = MODE(flags, list);
  int ours = open_ours(path, flags);
  return ours != -2 ? ours : REAL(open)(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  va_list list;
  mode_t mode = MODE(flags, list);
  int ours = open_ours(path, flags);
  return ours != -2 ? ours : REAL(open64)(path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...) {
  va_list list;
  mode_t mode = MODE(flags, list);
  int ours = open_ours(path, flags);
  return ours != -2 ? ours : REAL(openat)(folder, path, flags, mode);
}

int openat64(int folder, const char *path, int flags, ...) {
  va_list list;
  mode_t mode = MODE(flags, list);
  int ours = open_ours(path, flags);
  return ours != -2 ? ours : REAL(openat64)(folder, path, flags, mode);
}

// What programs call that were built with _FORTIFY_SOURCE.
int __open_2(const char *path, int flags) { return open(path, flags); }
int __open64_2(const char *path, int flags) { return open64(path, flags); }
int __openat_2(int folder, const char *path, int flags) { return openat(folder, path, flags); }
int __openat64_2(int folder, const char *path, int flags) { return openat64(folder, path, flags); }

// The stream is good for its descriptor alone: genisoimage opens a drive so and reads it with
// read(). Reading from the stream itself goes past the shim.
static FILE *stream_of(int descriptor, const char *mode) {
  return descriptor < 0 ? NULL : fdopen(descriptor, mode);
}

FILE *fopen(const char *path, const char *mode) {
  int ours = open_ours(path, strchr(mode, '+') ? O_RDWR : O_RDONLY);
  return ours != -2 ? stream_of(ours, mode) : REAL(fopen)(path, mode);
}

FILE *fopen64(const char *path, const char *mode) {
  int ours = open_ours(path, strchr(mode, '+') ? O_RDWR : O_RDONLY);
  return ours != -2 ? stream_of(ours, mode) : REAL(fopen64)(path, mode);
}

int close(int descriptor) {
  drive_copy(-1, descriptor);
  return REAL(close)(descriptor);
}

int dup(int descriptor) {
  int copy = REAL(dup)(descriptor);
  if (copy >= 0) drive_copy(descriptor, copy);
  return copy;
}

int dup2(int descriptor, int copy) {
  int result = REAL(dup2)(descriptor, copy);
  if (result >= 0) drive_copy(descriptor, copy);
  return result;
}

int dup3(int descriptor, int copy, int flags) {
  int result = REAL(dup3)(descriptor, copy, flags);
  if (result >= 0) drive_copy(descriptor, copy);
  return result;
}

static void note_copy(int descriptor, int request, int result) {
  if ((request == F_DUPFD || request == F_DUPFD_CLOEXEC) && result >= 0) {
    drive_copy(descriptor, result);
  }
}

int fcntl(int descriptor, int request, ...) {
  va_list list;
  va_start(list, request);
  void *argument = va_arg(list, void *);
  va_end(list);
  int result = REAL(fcntl)(descriptor, request, argument);
  note_copy(descriptor, request, result);
  return result;
}

int fcntl64(int descriptor, int request, ...) {
  va_list list;
  va_start(list, request);
  void *argument = va_arg(list, void *);
  va_end(list);
  int result = REAL(fcntl64)(descriptor, request, argument);
  note_copy(descriptor, request, result);
  return result;
}

int access(const char *path, int mode) { return drive_at(path) ? 0 : REAL(access)(path, mode); }

int euidaccess(const char *path, int mode) {
  return drive_at(path) ? 0 : REAL(euidaccess)(path, mode);
}
