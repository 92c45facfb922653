// The parts of the shim, which makes a drive behind a socket look like a node such as /dev/sr0.
#pragma once
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <dlfcn.h>
#include <stdint.h>
#include <sys/types.h>

#include "../wire.h"

// The next function of this name: the one that the program would have got without the shim.
#define REAL(name)                              \
  ({                                            \
    static typeof(&name) found;                 \
    if (!found) found = dlsym(RTLD_NEXT, #name); \
    found;                                      \
  })

// A drive that the environment names.
struct drive {
  char path[64];
  char socket[108];
  int number;
};

// The drive that `path` names, also by one of its open descriptors (/dev/fd/3); or NULL.
const struct drive *drive_at(const char *path);

// The drive that a descriptor is open on, or NULL.
const struct drive *drive_of(int descriptor);

// Opens a drive as the kernel does. Returns a descriptor, or -1 and errno.
int drive_open(const struct drive *drive, int flags);

// Makes `copy` the same as `descriptor`, which may be open on a drive or not.
void drive_copy(int descriptor, int copy);

// Where the next read begins, which all copies of a descriptor share.
off_t *drive_position(int descriptor);

// Sends a command. Returns 0 and the reply, or -1 and errno.
int drive_send(
    int descriptor, const uint8_t *command, size_t command_size, enum wire_direction direction,
    void *data, size_t data_size, unsigned timeout, struct wire_reply *reply);

// Sends a command of the kernel's own: what the drive has to tell of itself first (key 6) is heard
// and the command sent again. Returns 0, or -1 and errno if it did not end well.
int drive_do(
    int descriptor, const uint8_t *command, size_t command_size, enum wire_direction direction,
    void *data, size_t data_size);

// The bytes that READ CAPACITY tells of; 0 if there is nothing to read.
int64_t drive_size(int descriptor);
