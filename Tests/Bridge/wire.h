// One SCSI command over a Unix socket: how the programs in C talk to `DriveServer`.
//
// A message is a request of 64 bytes, followed by the data that goes to the drive; the answer is a
// reply of 96 bytes, followed by the data that came from it. All numbers are little-endian. A
// server that cannot make sense of a message ends the connection.
#pragma once
#include <stddef.h>
#include <stdint.h>

#define WIRE_REQUEST_MAGIC 0x31514753u  // "SGQ1"
#define WIRE_REPLY_MAGIC 0x31524753u    // "SGR1"

// What one message may carry at most.
#define WIRE_DATA_LIMIT (4u << 20)

enum wire_kind {
  WIRE_COMMAND = 0,
  // The connection wants the drive for itself, as an opening with O_EXCL does. It is refused with
  // EBUSY while another connection has it.
  WIRE_CLAIM = 1,
  // The data is a line of text that tells hands what to do; see `DriveServer`.
  WIRE_WORDS = 2,
};

enum wire_direction { WIRE_NONE = 0, WIRE_FROM_DRIVE = 1, WIRE_TO_DRIVE = 2 };

struct wire_request {
  uint32_t magic;
  uint32_t command_size;  // 6 to 16; 0 if it is no command
  uint32_t direction;
  uint32_t data_size;     // what goes to the drive, or how much may come from it
  uint32_t timeout;       // milliseconds; 0 is a minute
  uint8_t command[16];
  uint32_t kind;
  uint8_t reserved[24];   // zeros
};

struct wire_reply {
  uint32_t magic;
  uint32_t status;        // the drive's status byte
  uint32_t host_status;   // the kernel's "host byte codes"
  uint32_t error_number;  // the errno that the request ends with; 0: it was carried out
  uint32_t sense_size;
  int32_t residual;       // the bytes of the data phase that were not moved
  uint32_t data_size;
  uint32_t duration;      // milliseconds
  uint8_t sense[64];
};

_Static_assert(sizeof(struct wire_request) == 64, "the request's layout");
_Static_assert(sizeof(struct wire_reply) == 96, "the reply's layout");

// Connects to the server at `path`. Returns the socket, which is closed on exec, or -1 and errno.
int wire_connect(const char *path);

// Sends `request` with its data and waits for the reply, whose data is put where the request's was.
// Returns 0, or -1 and errno if the connection broke or the other side talks nonsense.
int wire_transact(int socket, struct wire_request *request, void *data, struct wire_reply *reply);
