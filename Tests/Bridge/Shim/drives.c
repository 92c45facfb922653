// Which drives there are, and which descriptors are open on them.
//
// SPINDLE_DRIVES="/dev/sr0=/path/to/socket[,/dev/sg0=/path/to/socket]" names them. A descriptor of
// a drive is the socket itself, so that it is closed and inherited as any other; which drive an
// inherited one belongs to, the address of the other side tells.

#include "shim.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { MOST_DRIVES = 8, MOST_DESCRIPTORS = 4096 };

// What the copies of a descriptor share.
struct opening {
  const struct drive *drive;
  off_t position;
  int users;
};

static struct drive drives[MOST_DRIVES];
static int drive_count;
static struct opening *openings[MOST_DESCRIPTORS];
static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_mutex_t table = PTHREAD_MUTEX_INITIALIZER;
// One command at a time, whatever the thread: a reply must follow its own request.
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;

static void read_environment(void) {
  const char *next = getenv("SPINDLE_DRIVES");
  while (next && *next && drive_count < MOST_DRIVES) {
    const char *equals = strchr(next, '=');
    if (!equals) return;
    const char *end = strchrnul(equals, ',');
    struct drive *drive = &drives[drive_count];
    drive->number = drive_count++;
    snprintf(drive->path, sizeof drive->path, "%.*s", (int)(equals - next), next);
    snprintf(drive->socket, sizeof drive->socket, "%.*s", (int)(end - equals - 1), equals + 1);
    next = *end ? end + 1 : end;
  }
}

static const struct drive *drive_behind(int descriptor) {
  struct sockaddr_un address = {0};
  socklen_t size = sizeof address;
  if (getpeername(descriptor, (struct sockaddr *)&address, &size)) return NULL;
  if (address.sun_family != AF_UNIX) return NULL;
  for (int index = 0; index < drive_count; index++) {
    if (!strcmp(address.sun_path, drives[index].socket)) return &drives[index];
  }
  return NULL;
}

static void set_opening(int descriptor, struct opening *opening) {
  if (descriptor < 0 || descriptor >= MOST_DESCRIPTORS) return;
  pthread_mutex_lock(&table);
  struct opening *old = openings[descriptor];
  if (opening) opening->users++;
  openings[descriptor] = opening;
  if (old && --old->users == 0) free(old);
  pthread_mutex_unlock(&table);
}

static int add_opening(int descriptor, const struct drive *drive) {
  struct opening *opening = calloc(1, sizeof *opening);
  if (!opening || descriptor >= MOST_DESCRIPTORS) {
    free(opening);
    errno = EMFILE;
    return -1;
  }
  opening->drive = drive;
  set_opening(descriptor, opening);
  return 0;
}

// growisofs starts itself again, and mkisofs, with the drive's descriptor in hand.
__attribute__((constructor)) static void take_over_inherited(void) {
  pthread_once(&once, read_environment);
  for (int descriptor = 0; descriptor < 256; descriptor++) {
    const struct drive *drive = drive_behind(descriptor);
    if (drive) add_opening(descriptor, drive);
  }
}

static struct opening *opening_of(int descriptor) {
  return descriptor >= 0 && descriptor < MOST_DESCRIPTORS ? openings[descriptor] : NULL;
}

const struct drive *drive_at(const char *path) {
  pthread_once(&once, read_environment);
  if (!path) return NULL;
  for (int index = 0; index < drive_count; index++) {
    if (!strcmp(path, drives[index].path)) return &drives[index];
  }
  int descriptor, end = 0;
  if (sscanf(path, "/dev/fd/%d%n", &descriptor, &end) == 1 && !path[end]) {
    return drive_of(descriptor);
  }
  if (sscanf(path, "/proc/self/fd/%d%n", &descriptor, &end) == 1 && !path[end]) {
    return drive_of(descriptor);
  }
  return NULL;
}

const struct drive *drive_of(int descriptor) {
  struct opening *opening = opening_of(descriptor);
  return opening ? opening->drive : NULL;
}

off_t *drive_position(int descriptor) { return &openings[descriptor]->position; }

void drive_copy(int descriptor, int copy) {
  if (descriptor != copy) set_opening(copy, opening_of(descriptor));
}

int drive_send(
    int descriptor, const uint8_t *command, size_t command_size, enum wire_direction direction,
    void *data, size_t data_size, unsigned timeout, struct wire_reply *reply) {
  if (command_size > 16 || data_size > WIRE_DATA_LIMIT) {
    errno = EINVAL;
    return -1;
  }
  struct wire_request request = {
      .command_size = (uint32_t)command_size, .direction = direction,
      .data_size = direction ? (uint32_t)data_size : 0, .timeout = timeout, .kind = WIRE_COMMAND};
  memcpy(request.command, command, command_size);
  pthread_mutex_lock(&turn);
  int result = wire_transact(descriptor, &request, data, reply);
  pthread_mutex_unlock(&turn);
  if (result) {
    errno = ENODEV;
    return -1;
  }
  if (!reply->error_number) return 0;
  errno = (int)reply->error_number;
  return -1;
}

int drive_do(
    int descriptor, const uint8_t *command, size_t command_size, enum wire_direction direction,
    void *data, size_t data_size) {
  struct wire_reply reply;
  for (int attempt = 0; attempt < 4; attempt++) {
    if (drive_send(descriptor, command, command_size, direction, data, data_size, 60000, &reply)) {
      return -1;
    }
    if (!reply.status && !reply.host_status) return 0;
    if ((reply.sense[2] & 0x0F) != 6) break;
  }
  errno = reply.sense[12] == 0x3A ? ENOMEDIUM : EIO;
  return -1;
}

// The kernel looks after its drives all the time, so that no program is the first to hear of a
// changed medium or of the power (key 6).
static int hear_news(int descriptor) {
  static const uint8_t ready[6] = {0x00};
  for (int attempt = 0; attempt < 4; attempt++) {
    struct wire_reply reply;
    if (drive_send(descriptor, ready, 6, WIRE_NONE, NULL, 0, 5000, &reply)) return -1;
    if (!reply.status || (reply.sense[2] & 0x0F) != 6) return 0;
  }
  return 0;
}

// An opening that waits wants a medium: the tray is closed, and one that spins up is waited for.
static int wait_for_medium(int descriptor) {
  static const uint8_t ready[6] = {0x00}, load[6] = {0x1B, 0, 0, 0, 3, 0};
  for (int attempt = 0; attempt < 100; attempt++) {
    struct wire_reply reply;
    if (drive_send(descriptor, ready, 6, WIRE_NONE, NULL, 0, 5000, &reply)) return -1;
    if (!reply.status) return 0;
    uint8_t key = reply.sense[2] & 0x0F, code = reply.sense[12], qualifier = reply.sense[13];
    if (code == 0x3A && qualifier == 2 && attempt < 3) {
      if (drive_do(descriptor, load, 6, WIRE_NONE, NULL, 0)) return -1;
    } else if (code == 0x3A) {
      errno = ENOMEDIUM;
      return -1;
    } else if (key != 6 && code != 0x04) {
      return 0;
    } else if (key != 6) {
      usleep(100000);
    }
  }
  errno = ENOMEDIUM;
  return -1;
}

static int claim(int descriptor) {
  struct wire_request request = {.kind = WIRE_CLAIM};
  struct wire_reply reply;
  if (wire_transact(descriptor, &request, NULL, &reply)) return -1;
  errno = (int)reply.error_number;
  return reply.error_number ? -1 : 0;
}

int drive_open(const struct drive *drive, int flags) {
  int descriptor = wire_connect(drive->socket);
  if (descriptor < 0) {
    errno = ENXIO;
    return -1;
  }
  if (!(flags & O_CLOEXEC)) fcntl(descriptor, F_SETFD, 0);
  if (add_opening(descriptor, drive) == 0 && (!(flags & O_EXCL) || claim(descriptor) == 0) &&
      hear_news(descriptor) == 0 && (flags & O_NONBLOCK || wait_for_medium(descriptor) == 0)) {
    return descriptor;
  }
  int reason = errno;
  close(descriptor);
  errno = reason;
  return -1;
}
