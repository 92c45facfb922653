// The functions that read and write the bytes of a block device.

#include "shim.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { BLOCK = 2048, MOST_BLOCKS = 32 };

static void store32(uint8_t *bytes, uint32_t value) {
  for (int index = 0; index < 4; index++) bytes[index] = (uint8_t)(value >> (24 - 8 * index));
}

int64_t drive_size(int descriptor) {
  static const uint8_t command[10] = {0x25};
  uint8_t reply[8] = {0};
  if (drive_do(descriptor, command, 10, WIRE_FROM_DRIVE, reply, sizeof reply)) return 0;
  uint32_t last = (uint32_t)reply[0] << 24 | (uint32_t)reply[1] << 16 | (uint32_t)reply[2] << 8 |
                  (uint32_t)reply[3];
  return last ? ((int64_t)last + 1) * BLOCK : 0;
}

// READ(10) or WRITE(10) of at most 32 blocks.
static int move_blocks(
    int descriptor, uint8_t operation, int64_t address, size_t count, void *data) {
  uint8_t command[10] = {operation};
  store32(command + 2, (uint32_t)address);
  command[8] = (uint8_t)count;
  enum wire_direction direction = operation == 0x2A ? WIRE_TO_DRIVE : WIRE_FROM_DRIVE;
  if (drive_do(descriptor, command, 10, direction, data, count * BLOCK) == 0) return 0;
  errno = EIO;
  return -1;
}

static ssize_t read_at(int descriptor, void *bytes, size_t count, off_t position) {
  int64_t size = drive_size(descriptor);
  if (position >= size) return 0;
  if ((int64_t)count > size - position) count = (size_t)(size - position);
  size_t done = 0;
  while (done < count) {
    uint8_t buffer[MOST_BLOCKS * BLOCK];
    size_t skipped = (size_t)(position + (off_t)done) % BLOCK;
    size_t blocks = (count - done + skipped + BLOCK - 1) / BLOCK;
    if (blocks > MOST_BLOCKS) blocks = MOST_BLOCKS;
    int64_t address = (position + (off_t)done) / BLOCK;
    if (move_blocks(descriptor, 0x28, address, blocks, buffer)) return done ? (ssize_t)done : -1;
    size_t part = blocks * BLOCK - skipped;
    if (part > count - done) part = count - done;
    memcpy((char *)bytes + done, buffer + skipped, part);
    done += part;
  }
  return (ssize_t)done;
}

// Whole blocks alone: the kernel would fill up the others from what it has read before.
static ssize_t write_at(int descriptor, const void *bytes, size_t count, off_t position) {
  if (count % BLOCK || position % BLOCK) {
    errno = EINVAL;
    return -1;
  }
  size_t done = 0;
  while (done < count) {
    uint8_t buffer[MOST_BLOCKS * BLOCK];
    size_t part = count - done < sizeof buffer ? count - done : sizeof buffer;
    memcpy(buffer, (const char *)bytes + done, part);
    int64_t address = (position + (off_t)done) / BLOCK;
    if (move_blocks(descriptor, 0x2A, address, part / BLOCK, buffer)) {
      return done ? (ssize_t)done : -1;
    }
    done += part;
  }
  return (ssize_t)done;
}

ssize_t read(int descriptor, void *bytes, size_t count) {
  if (!drive_of(descriptor)) return REAL(read)(descriptor, bytes, count);
  off_t *position = drive_position(descriptor);
  ssize_t result = read_at(descriptor, bytes, count, *position);
  if (result > 0) *position += result;
  return result;
}

// Programs built with _FORTIFY_SOURCE call it.
ssize_t __read_chk(int descriptor, void *bytes, size_t count, size_t room);
ssize_t __read_chk(int descriptor, void *bytes, size_t count, size_t room) {
  if (!drive_of(descriptor)) return REAL(__read_chk)(descriptor, bytes, count, room);
  return read(descriptor, bytes, count < room ? count : room);
}

ssize_t write(int descriptor, const void *bytes, size_t count) {
  if (!drive_of(descriptor)) return REAL(write)(descriptor, bytes, count);
  off_t *position = drive_position(descriptor);
  ssize_t result = write_at(descriptor, bytes, count, *position);
  if (result > 0) *position += result;
  return result;
}

ssize_t pread(int descriptor, void *bytes, size_t count, off_t position) {
  if (!drive_of(descriptor)) return REAL(pread)(descriptor, bytes, count, position);
  return read_at(descriptor, bytes, count, position);
}

ssize_t pread64(int descriptor, void *bytes, size_t count, off64_t position) {
  if (!drive_of(descriptor)) return REAL(pread64)(descriptor, bytes, count, position);
  return read_at(descriptor, bytes, count, position);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t position) {
  if (!drive_of(descriptor)) return REAL(pwrite)(descriptor, bytes, count, position);
  return write_at(descriptor, bytes, count, position);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off64_t position) {
  if (!drive_of(descriptor)) return REAL(pwrite64)(descriptor, bytes, count, position);
  return write_at(descriptor, bytes, count, position);
}

static off_t seek(int descriptor, off_t offset, int origin) {
  off_t *position = drive_position(descriptor);
  off_t base = origin == SEEK_CUR ? *position : origin == SEEK_END ? drive_size(descriptor) : 0;
  if (base + offset < 0) {
    errno = EINVAL;
    return -1;
  }
  *position = base + offset;
  return *position;
}

off_t lseek(int descriptor, off_t offset, int origin) {
  if (!drive_of(descriptor)) return REAL(lseek)(descriptor, offset, origin);
  return seek(descriptor, offset, origin);
}

off64_t lseek64(int descriptor, off64_t offset, int origin) {
  if (!drive_of(descriptor)) return REAL(lseek64)(descriptor, offset, origin);
  return seek(descriptor, offset, origin);
}

// The kernel has written everything when WRITE has ended.
int fsync(int descriptor) { return drive_of(descriptor) ? 0 : REAL(fsync)(descriptor); }

int fdatasync(int descriptor) { return drive_of(descriptor) ? 0 : REAL(fdatasync)(descriptor); }
