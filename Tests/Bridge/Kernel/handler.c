// Makes a drive behind a socket a real /dev/srN: the user's half of the kernel's TCMU.
//
// usage: kernel-drive NAME SOCKET
//
// `kernel-drive` is this file and `wire.c`; `Tests/Bridge/build FOLDER` compiles it. It runs as
// root on a kernel with the modules target_core_user and tcm_loop:
//
//     DriveServer serve ~/drive /run/drive.sock &                         the drive
//     Tests/Bridge/Kernel/attach one /run/drive.sock FOLDER/kernel-drive  /dev/sr0 appears
//     Tests/Bridge/Kernel/attach --detach one                             it goes away
//
// `attach` makes the device user_0/NAME, starts this program, and lets tcm_loop plug the device in
// as a unit of a host adapter in software. The kernel puts each command into a ring in shared
// memory; this program takes it out, asks the drive, and puts the answer back. It ends when the
// device goes.
// Source: Linux, Documentation/target/tcmu-design.rst.

#define _GNU_SOURCE
#include <stddef.h>
// The kernel's header defines struct iovec, so the C library must not do it again.
#include <linux/target_core_user.h>
#define __iovec_defined 1
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "../wire.h"

struct device {
  int file;
  int socket;
  struct tcmu_mailbox *mailbox;
  // The data of one command, in one piece.
  uint8_t *data;
};

static uint8_t *at(struct device *device, size_t offset) {
  return (uint8_t *)device->mailbox + offset;
}

// The number of the device in /sys/class/uio that serves `name`, or -1.
static int find_once(const char *name) {
  char wanted[128], line[256];
  int length = snprintf(wanted, sizeof wanted, "tcm-user/0/%s/", name), found = -1;
  glob_t matches;
  if (glob("/sys/class/uio/uio*/name", 0, NULL, &matches)) return -1;
  for (size_t index = 0; index < matches.gl_pathc; index++) {
    FILE *file = fopen(matches.gl_pathv[index], "r");
    if (file && fgets(line, sizeof line, file) && !strncmp(line, wanted, (size_t)length)) {
      sscanf(matches.gl_pathv[index], "/sys/class/uio/uio%d", &found);
    }
    if (file) fclose(file);
  }
  globfree(&matches);
  return found;
}

// The kernel takes a moment to make it.
static int find(const char *name) {
  int number = find_once(name);
  for (int attempt = 0; attempt < 100 && number < 0; attempt++) {
    usleep(100000);
    number = find_once(name);
  }
  return number;
}

static int map(struct device *device, int number) {
  char path[64];
  snprintf(path, sizeof path, "/sys/class/uio/uio%d/maps/map0/size", number);
  FILE *file = fopen(path, "r");
  size_t size = 0;
  int count = file ? fscanf(file, "%zx", &size) : 0;
  if (file) fclose(file);
  if (count != 1) return -1;
  snprintf(path, sizeof path, "/dev/uio%d", number);
  device->file = open(path, O_RDWR | O_CLOEXEC);
  if (device->file < 0) return -1;
  device->mailbox = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, device->file, 0);
  return device->mailbox == MAP_FAILED ? -1 : 0;
}

// How long a command is, its group tells. Source: SPC-4, "Operation code".
static uint32_t command_size(uint8_t operation) {
  static const uint8_t sizes[8] = {6, 10, 10, 16, 16, 12, 16, 16};
  return sizes[operation >> 5];
}

// TCMU does not tell in which direction the data goes: these are the commands that send some.
static int sends_data(uint8_t operation) {
  static const uint8_t operations[] = {
      0x04,  // FORMAT UNIT
      0x0A,  // WRITE(6)
      0x15,  // MODE SELECT(6)
      0x1D,  // SEND DIAGNOSTIC
      0x2A,  // WRITE(10)
      0x2E,  // WRITE AND VERIFY(10)
      0x3B,  // WRITE BUFFER
      0x54,  // SEND OPC INFORMATION
      0x55,  // MODE SELECT(10)
      0x5D,  // SEND CUE SHEET
      0x5F,  // PERSISTENT RESERVE OUT
      0x8A,  // WRITE(16)
      0xA2,  // SEND EVENT
      0xA3,  // SEND KEY
      0xAA,  // WRITE(12)
      0xB6,  // SET STREAMING
      0xBF,  // SEND DISC STRUCTURE
  };
  return memchr(operations, operation, sizeof operations) != NULL;
}

static uint32_t data_size(const struct tcmu_cmd_entry *entry) {
  uint64_t size = 0;
  for (uint32_t index = 0; index < entry->req.iov_cnt; index++) {
    size += entry->req.iov[index].iov_len;
  }
  return size > WIRE_DATA_LIMIT ? WIRE_DATA_LIMIT : (uint32_t)size;
}

// The data between the pieces of the ring and the one piece of the message.
static void copy(struct device *device, struct tcmu_cmd_entry *entry, uint32_t count, int to_ring) {
  uint8_t *next = device->data;
  for (uint32_t index = 0; index < entry->req.iov_cnt && count > 0; index++) {
    uint8_t *piece = at(device, (size_t)entry->req.iov[index].iov_base);
    uint32_t part = (uint32_t)entry->req.iov[index].iov_len;
    if (part > count) part = count;
    if (to_ring) memcpy(piece, next, part);
    else memcpy(next, piece, part);
    next += part;
    count -= part;
  }
}

// The drive is gone, or a command could not be carried out: hardware error, 4/44/00.
static void fail(struct wire_reply *reply) {
  memset(reply, 0, sizeof *reply);
  reply->status = 2;
  reply->sense_size = 18;
  reply->sense[0] = 0x70;
  reply->sense[2] = 4;
  reply->sense[7] = 10;
  reply->sense[12] = 0x44;
}

static void carry_out(struct device *device, struct tcmu_cmd_entry *entry) {
  const uint8_t *command = at(device, entry->req.cdb_off);
  struct wire_request request = {
      .command_size = command_size(command[0]), .data_size = data_size(entry), .timeout = 60000};
  memcpy(request.command, command, request.command_size);
  if (request.data_size) {
    request.direction = sends_data(command[0]) ? WIRE_TO_DRIVE : WIRE_FROM_DRIVE;
  }
  if (request.direction == WIRE_TO_DRIVE) copy(device, entry, request.data_size, 0);
  struct wire_reply reply;
  if (wire_transact(device->socket, &request, device->data, &reply) || reply.error_number ||
      reply.host_status) {
    fail(&reply);
  }
  copy(device, entry, reply.data_size, 1);
  // From here on the entry holds the answer: it lies where the request was.
  memset(&entry->rsp, 0, sizeof entry->rsp);
  entry->rsp.scsi_status = (uint8_t)reply.status;
  memcpy(entry->rsp.sense_buffer, reply.sense, reply.sense_size);
  if (request.direction == WIRE_FROM_DRIVE && reply.data_size < request.data_size &&
      device->mailbox->flags & TCMU_MAILBOX_FLAG_CAP_READ_LEN) {
    entry->rsp.read_len = reply.data_size;
    entry->hdr.uflags |= TCMU_UFLAG_READ_LEN;
  }
}

// Takes everything out of the ring. Returns whether there was something.
static int empty_ring(struct device *device) {
  struct tcmu_mailbox *mailbox = device->mailbox;
  int found = 0;
  while (mailbox->cmd_tail != __atomic_load_n(&mailbox->cmd_head, __ATOMIC_ACQUIRE)) {
    struct tcmu_cmd_entry *entry = (void *)at(device, mailbox->cmdr_off + mailbox->cmd_tail);
    uint32_t size = tcmu_hdr_get_len(entry->hdr.len_op);
    if (size == 0) return found;
    switch (tcmu_hdr_get_op(entry->hdr.len_op)) {
      case TCMU_OP_CMD: carry_out(device, entry); break;
      case TCMU_OP_PAD: break;
      default: entry->hdr.uflags |= TCMU_UFLAG_UNKNOWN_OP;
    }
    uint32_t next = (mailbox->cmd_tail + size) % mailbox->cmdr_size;
    __atomic_store_n(&mailbox->cmd_tail, next, __ATOMIC_RELEASE);
    found = 1;
  }
  return found;
}

static int fail_with(const char *what) {
  fprintf(stderr, "kernel-drive: %s: %s\n", what, strerror(errno));
  return 1;
}

int main(int count, char **words) {
  if (count != 3) {
    fprintf(stderr, "usage: kernel-drive NAME SOCKET\n");
    return 2;
  }
  struct device device = {.data = malloc(WIRE_DATA_LIMIT)};
  if (!device.data) return fail_with("memory");
  device.socket = wire_connect(words[2]);
  if (device.socket < 0) return fail_with(words[2]);
  int number = find(words[1]);
  if (number < 0) {
    fprintf(stderr, "kernel-drive: there is no device user_0/%s\n", words[1]);
    return 1;
  }
  if (map(&device, number)) return fail_with("the ring");
  printf("ready\n");
  fflush(stdout);
  uint32_t events;
  while (read(device.file, &events, sizeof events) == sizeof events) {
    uint32_t none = 0;
    if (empty_ring(&device) && write(device.file, &none, sizeof none) != sizeof none) break;
  }
  return 0;
}
