#pragma once
#include <linux/fs.h>
#include <scsi/sg.h>
#include <sys/ioctl.h>

// ioctl is variadic, so Swift cannot call it.
static inline int spindle_sg_io(int descriptor, struct sg_io_hdr *request) {
  return ioctl(descriptor, SG_IO, request);
}

static inline int spindle_blksectget(int descriptor, unsigned short *sectors) {
  return ioctl(descriptor, BLKSECTGET, sectors);
}
