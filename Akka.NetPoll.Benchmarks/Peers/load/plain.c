// The wire without TLS: the socket itself.
#include "load.h"
#include <stddef.h>
#include <sys/socket.h>

void secure(connection *c) { c->tls = NULL; }

ssize_t wire_send(connection *c, const void *data, size_t length) { return send(c->fd, data, length, MSG_NOSIGNAL | MSG_DONTWAIT); }

ssize_t wire_receive(connection *c, void *data, size_t length) { return recv(c->fd, data, length, MSG_DONTWAIT); }

void wire_end(connection *c) { (void)c; }
