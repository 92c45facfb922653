#include "wire.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static int send_all(int socket, const void *bytes, size_t count) {
  const char *next = bytes;
  while (count > 0) {
    ssize_t sent = send(socket, next, count, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0) return -1;
    next += sent;
    count -= (size_t)sent;
  }
  return 0;
}

static int receive_all(int socket, void *bytes, size_t count) {
  char *next = bytes;
  while (count > 0) {
    ssize_t received = recv(socket, next, count, 0);
    if (received < 0 && errno == EINTR) continue;
    if (received == 0) errno = ECONNRESET;
    if (received <= 0) return -1;
    next += received;
    count -= (size_t)received;
  }
  return 0;
}

int wire_connect(const char *path) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  if (strlen(path) >= sizeof address.sun_path) {
    errno = ENAMETOOLONG;
    return -1;
  }
  strcpy(address.sun_path, path);
  int number = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (number < 0) return -1;
  if (connect(number, (struct sockaddr *)&address, sizeof address) == 0) return number;
  int reason = errno;
  close(number);
  errno = reason;
  return -1;
}

int wire_transact(int socket, struct wire_request *request, void *data, struct wire_reply *reply) {
  request->magic = WIRE_REQUEST_MAGIC;
  if (send_all(socket, request, sizeof *request)) return -1;
  if (request->direction == WIRE_TO_DRIVE && send_all(socket, data, request->data_size)) return -1;
  if (receive_all(socket, reply, sizeof *reply)) return -1;
  uint32_t room = request->direction == WIRE_FROM_DRIVE ? request->data_size : 0;
  if (reply->magic != WIRE_REPLY_MAGIC || reply->data_size > room || reply->sense_size > 64) {
    errno = EPROTO;
    return -1;
  }
  return receive_all(socket, data, reply->data_size);
}
