// The functions that tell what a path or a descriptor is.

#include "shim.h"

#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

// The kernel's numbers of SCSI CD-ROM nodes and of generic SCSI nodes. The second number is one
// that no machine reaches: growisofs unmounts what is mounted from the device that it burns to.
enum { BLOCK_MAJOR = 11, GENERIC_MAJOR = 21, FIRST_MINOR = 240 };

static int is_generic(const struct drive *drive) { return !strncmp(drive->path, "/dev/sg", 7); }

static mode_t mode_of(const struct drive *drive) {
  return (is_generic(drive) ? S_IFCHR : S_IFBLK) | 0660;
}

static unsigned major_of(const struct drive *drive) {
  return is_generic(drive) ? GENERIC_MAJOR : BLOCK_MAJOR;
}

static unsigned minor_of(const struct drive *drive) {
  return FIRST_MINOR + (unsigned)drive->number;
}

// On machines with 64 bits, `struct stat` and `struct stat64` are the same.
_Static_assert(sizeof(struct stat) == sizeof(struct stat64), "one layout for both");

static int tell(const struct drive *drive, void *result) {
  struct stat *status = result;
  memset(status, 0, sizeof *status);
  status->st_mode = mode_of(drive);
  status->st_rdev = makedev(major_of(drive), minor_of(drive));
  status->st_dev = makedev(0, 5);
  status->st_ino = 7000 + (ino_t)drive->number;
  status->st_nlink = 1;
  status->st_blksize = 2048;
  return 0;
}

#define STAT_OF_PATH(name, type)                           \
  int name(const char *path, struct type *result) {        \
    const struct drive *drive = drive_at(path);            \
    return drive ? tell(drive, result) : REAL(name)(path, result); \
  }

STAT_OF_PATH(stat, stat)
STAT_OF_PATH(stat64, stat64)
STAT_OF_PATH(lstat, stat)
STAT_OF_PATH(lstat64, stat64)

#define STAT_OF_DESCRIPTOR(name, type)                     \
  int name(int descriptor, struct type *result) {          \
    const struct drive *drive = drive_of(descriptor);      \
    return drive ? tell(drive, result) : REAL(name)(descriptor, result); \
  }

STAT_OF_DESCRIPTOR(fstat, stat)
STAT_OF_DESCRIPTOR(fstat64, stat64)

// An empty path means the descriptor itself.
static const struct drive *drive_named(int descriptor, const char *path) {
  return path && *path ? drive_at(path) : drive_of(descriptor);
}

#define STAT_AT(name, type)                                              \
  int name(int folder, const char *path, struct type *result, int flags) { \
    const struct drive *drive = drive_named(folder, path);               \
    return drive ? tell(drive, result) : REAL(name)(folder, path, result, flags); \
  }

STAT_AT(fstatat, stat)
STAT_AT(fstatat64, stat64)

// What programs call that were built with a C library before 2.33. Headers no longer declare them.
#define OLD_STAT_OF_PATH(name, type)                              \
  int name(int version, const char *path, struct type *result);   \
  int name(int version, const char *path, struct type *result) {  \
    const struct drive *drive = drive_at(path);                   \
    return drive ? tell(drive, result) : REAL(name)(version, path, result); \
  }

OLD_STAT_OF_PATH(__xstat, stat)
OLD_STAT_OF_PATH(__xstat64, stat64)
OLD_STAT_OF_PATH(__lxstat, stat)
OLD_STAT_OF_PATH(__lxstat64, stat64)

#define OLD_STAT_OF_DESCRIPTOR(name, type)                        \
  int name(int version, int descriptor, struct type *result);     \
  int name(int version, int descriptor, struct type *result) {    \
    const struct drive *drive = drive_of(descriptor);             \
    return drive ? tell(drive, result) : REAL(name)(version, descriptor, result); \
  }

OLD_STAT_OF_DESCRIPTOR(__fxstat, stat)
OLD_STAT_OF_DESCRIPTOR(__fxstat64, stat64)

int statx(int folder, const char *path, int flags, unsigned mask, struct statx *result) {
  const struct drive *drive = drive_named(folder, path);
  if (!drive) return REAL(statx)(folder, path, flags, mask, result);
  memset(result, 0, sizeof *result);
  result->stx_mask = STATX_BASIC_STATS;
  result->stx_mode = (uint16_t)mode_of(drive);
  result->stx_rdev_major = major_of(drive);
  result->stx_rdev_minor = minor_of(drive);
  result->stx_nlink = 1;
  result->stx_blksize = 2048;
  return 0;
}
