// ioctl: commands to the drive, and what the kernel's drivers for it answer.

#include "shim.h"

#include <errno.h>
#include <linux/cdrom.h>
#include <linux/fs.h>
#include <scsi/scsi.h>
#include <scsi/scsi_ioctl.h>
#include <scsi/sg.h>
#include <stdarg.h>
#include <string.h>
#include <sys/ioctl.h>

// "driver byte codes": sense bytes came.
#define DRIVER_SENSE 0x08

// Where on the bus the drive says it sits: host 9, channel 0, target 0, unit 0.
#define HOST_NUMBER 9

static enum wire_direction direction_of(int transfer) {
  switch (transfer) {
    case SG_DXFER_FROM_DEV:
    case SG_DXFER_TO_FROM_DEV: return WIRE_FROM_DRIVE;
    case SG_DXFER_TO_DEV: return WIRE_TO_DRIVE;
    default: return WIRE_NONE;
  }
}

static int send_generic(int descriptor, sg_io_hdr_t *header) {
  if (header->interface_id != 'S' || header->cmd_len > 16 || header->iovec_count) {
    errno = EINVAL;
    return -1;
  }
  struct wire_reply reply;
  enum wire_direction direction = direction_of(header->dxfer_direction);
  if (drive_send(
          descriptor, header->cmdp, header->cmd_len, direction, header->dxferp,
          direction ? header->dxfer_len : 0, header->timeout, &reply)) {
    return -1;
  }
  uint32_t sense = reply.sense_size < header->mx_sb_len ? reply.sense_size : header->mx_sb_len;
  if (header->sbp && sense) memcpy(header->sbp, reply.sense, sense);
  header->sb_len_wr = (unsigned char)sense;
  header->status = (unsigned char)reply.status;
  header->masked_status = (reply.status >> 1) & 0x1F;
  header->msg_status = 0;
  header->host_status = (unsigned short)reply.host_status;
  header->driver_status = reply.sense_size ? DRIVER_SENSE : 0;
  header->resid = reply.residual;
  header->duration = reply.duration;
  header->info = reply.status || reply.host_status ? SG_INFO_CHECK : SG_INFO_OK;
  return 0;
}

static int send_packet(int descriptor, struct cdrom_generic_command *packet) {
  enum wire_direction direction = packet->data_direction == CGC_DATA_READ ? WIRE_FROM_DRIVE
                                  : packet->data_direction == CGC_DATA_WRITE ? WIRE_TO_DRIVE
                                                                             : WIRE_NONE;
  // The time is counted in hundredths of a second.
  unsigned timeout = packet->timeout > 0 ? (unsigned)packet->timeout * 10 : 0;
  struct wire_reply reply;
  if (drive_send(
          descriptor, packet->cmd, CDROM_PACKET_SIZE, direction, packet->buffer,
          direction ? packet->buflen : 0, timeout, &reply)) {
    return -1;
  }
  if (packet->sense) memcpy(packet->sense, reply.sense, sizeof *packet->sense);
  packet->stat = (int)reply.status;
  if (!reply.status && !reply.host_status) return 0;
  errno = EIO;
  return -1;
}

static int drive_status(int descriptor) {
  static const uint8_t ready[6] = {0x00};
  struct wire_reply reply;
  for (int attempt = 0; attempt < 4; attempt++) {
    if (drive_send(descriptor, ready, 6, WIRE_NONE, NULL, 0, 5000, &reply)) return -1;
    if (!reply.status) return CDS_DISC_OK;
    if ((reply.sense[2] & 0x0F) != 6) break;
  }
  if (reply.sense[12] != 0x3A) return CDS_DRIVE_NOT_READY;
  return reply.sense[13] == 2 ? CDS_TRAY_OPEN : CDS_NO_DISC;
}

static int set_lock(int descriptor, long locks) {
  const uint8_t command[6] = {0x1E, 0, 0, 0, locks ? 1 : 0, 0};
  return drive_do(descriptor, command, 6, WIRE_NONE, NULL, 0);
}

static int move_tray(int descriptor, uint8_t motion) {
  const uint8_t command[6] = {0x1B, 0, 0, 0, motion, 0};
  return drive_do(descriptor, command, 6, WIRE_NONE, NULL, 0);
}

// The requests of the generic driver. Returns 1 if `request` is none of them.
static int generic_request(int descriptor, unsigned long request, void *argument) {
  switch (request) {
    case SG_IO: return send_generic(descriptor, argument);
    case SG_GET_VERSION_NUM: *(int *)argument = 30536; return 0;
    case SG_EMULATED_HOST: *(int *)argument = 0; return 0;
    case SG_GET_RESERVED_SIZE: *(int *)argument = 512 << 10; return 0;
    case SG_GET_TIMEOUT: return 6000;
    case SG_SET_RESERVED_SIZE:
    case SG_SET_TIMEOUT: return 0;
    case SG_GET_SCSI_ID:
      *(struct sg_scsi_id *)argument = (struct sg_scsi_id){
          .host_no = HOST_NUMBER, .scsi_type = TYPE_ROM, .h_cmd_per_lun = 1, .d_queue_depth = 1};
      return 0;
    case SCSI_IOCTL_GET_IDLUN:
      ((int *)argument)[0] = HOST_NUMBER << 24;
      ((int *)argument)[1] = 0;
      return 0;
    case SCSI_IOCTL_GET_BUS_NUMBER: *(int *)argument = HOST_NUMBER; return 0;
    default: return 1;
  }
}

// The requests of the CD-ROM driver.
static int optical_request(int descriptor, unsigned long request, void *argument) {
  switch (request) {
    case CDROM_SEND_PACKET: return send_packet(descriptor, argument);
    case CDROM_DRIVE_STATUS: return drive_status(descriptor);
    case CDROM_DISC_STATUS: return CDS_DATA_1;
    case CDROM_GET_CAPABILITY:
      return CDC_CLOSE_TRAY | CDC_OPEN_TRAY | CDC_LOCK | CDC_SELECT_SPEED | CDC_MULTI_SESSION |
             CDC_MEDIA_CHANGED | CDC_GENERIC_PACKET | CDC_DRIVE_STATUS | CDC_CD_R | CDC_CD_RW |
             CDC_DVD | CDC_DVD_R | CDC_DVD_RAM | CDC_RAM;
    case CDROM_LOCKDOOR: return set_lock(descriptor, (long)argument);
    case CDROMEJECT: return move_tray(descriptor, 2);
    case CDROMCLOSETRAY: return move_tray(descriptor, 3);
    case CDROM_MEDIA_CHANGED:
    case CDROM_SET_OPTIONS:
    case CDROM_CLEAR_OPTIONS:
    case CDROM_SELECT_SPEED: return 0;
    default: return 1;
  }
}

// The requests of block devices.
static int block_request(int descriptor, unsigned long request, void *argument) {
  switch (request) {
    case BLKGETSIZE64: *(uint64_t *)argument = (uint64_t)drive_size(descriptor); return 0;
    case BLKGETSIZE:
      *(unsigned long *)argument = (unsigned long)drive_size(descriptor) / 512;
      return 0;
    case BLKSSZGET: *(int *)argument = 2048; return 0;
    case BLKROGET: *(int *)argument = 0; return 0;
    case BLKFLSBUF:
    case BLKRASET:
    case BLKROSET: return 0;
    default: return 1;
  }
}

int ioctl(int descriptor, unsigned long request, ...) {
  va_list list;
  va_start(list, request);
  void *argument = va_arg(list, void *);
  va_end(list);
  if (!drive_of(descriptor)) return REAL(ioctl)(descriptor, request, argument);
  int result = generic_request(descriptor, request, argument);
  if (result == 1) result = optical_request(descriptor, request, argument);
  if (result == 1) result = block_request(descriptor, request, argument);
  if (result != 1) return result;
  errno = ENOTTY;
  return -1;
}
