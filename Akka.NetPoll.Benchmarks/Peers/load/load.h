// Shared by the parts of the load program; main.c says what it does.
#ifndef LOAD_H
#define LOAD_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

typedef struct connection connection;
typedef struct ssl_st tls_session;

struct connection {
    int fd; // -1: it has failed, and is counted as an error.
    tls_session *tls; // Null without TLS.
    bool waits_for_room;
    uint32_t start; // Where in the pattern its bytes begin: no two neighbours send the same.
    uint64_t sent, received;
    uint64_t *began; // When each message in flight began to be sent; a ring.
};

// One way to load a server.
typedef struct {
    const char *name;
    void (*open)(connection *);
    void (*on_event)(connection *, uint32_t events);
    void (*finish)(connection *); // After the measuring; may be null.
} load_mode;

extern const load_mode echo_mode, churn_mode, stream_mode;

typedef struct {
    int port, connections, idle, in_flight, server_pid;
    uint64_t size;
    double seconds, warmup;
} load_options;

typedef struct {
    bool counting;
    uint64_t messages, errors, bad_bytes;
} load_tally;

extern load_options options;
extern load_tally tally;

// clock and latencies
uint64_t now_ns(void);
void record_latency(uint64_t nanoseconds);
double latency_us(double quantile);

// sockets
enum { MAX_CHUNK = 256 * 1024 };
int new_socket(bool spread_sources);
void connect_to_server(int fd);
void watch(connection *c, uint32_t events);
void rewatch(connection *c, uint32_t events);
void fail(connection *c);
void end(connection *c);
ssize_t send_pattern(connection *c, uint64_t length);
ssize_t receive_and_check(connection *c);
void echo_once(connection *c);
void fill_pattern(void);
extern int epoll_fd;

// the wire: plain.c, or tls.c in its place; send and receive answer as the kernel's do, with errno
void secure(connection *c);
ssize_t wire_send(connection *c, const void *data, size_t length);
ssize_t wire_receive(connection *c, void *data, size_t length);
void wire_end(connection *c);

#endif
