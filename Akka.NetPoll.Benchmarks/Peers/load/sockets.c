// Sockets to the server, and the bytes that go to it: a pattern that both ends of a stream can be checked against.
#define _GNU_SOURCE
#include "load.h"
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

// A prime, so that no message size and no buffer size is in step with it.
enum { PERIOD = 65521 };

static unsigned char pattern[PERIOD + MAX_CHUNK];

void fill_pattern(void)
{
    uint64_t x = 88172645463325252u; // xorshift64
    for (int i = 0; i < PERIOD; i++) {
        x ^= x << 13, x ^= x >> 7, x ^= x << 17;
        pattern[i] = (unsigned char)(x >> 32);
    }
    for (int i = 0; i < MAX_CHUNK; i++) pattern[PERIOD + i] = pattern[i % PERIOD];
}

static const unsigned char *pattern_at(const connection *c, uint64_t position)
{
    return pattern + (c->start + position) % PERIOD;
}

// The side that closes first keeps the address pair for a minute (TIME_WAIT), so many short connections need many source addresses.
int new_socket(bool spread_sources)
{
    static uint32_t count;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), on = 1;
    if (fd < 0) {
        perror("socket");
        exit(1);
    }
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (!spread_sources) return fd;
    struct sockaddr_in source = {.sin_family = AF_INET};
    source.sin_addr.s_addr = htonl(INADDR_LOOPBACK + count++ % 250);
    setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
    if (bind(fd, (struct sockaddr *)&source, sizeof source) < 0) {
        perror("bind");
        exit(1);
    }
    return fd;
}

void connect_to_server(int fd)
{
    struct sockaddr_in server = {.sin_family = AF_INET, .sin_port = htons((uint16_t)options.port)};
    server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(fd, (struct sockaddr *)&server, sizeof server) < 0 && errno != EINPROGRESS) {
        perror("connect");
        exit(1);
    }
}

static void control(int operation, connection *c, uint32_t events)
{
    struct epoll_event event = {.events = events, .data.ptr = c};
    epoll_ctl(epoll_fd, operation, c->fd, &event);
}

void watch(connection *c, uint32_t events) { control(EPOLL_CTL_ADD, c, events); }

void rewatch(connection *c, uint32_t events) { control(EPOLL_CTL_MOD, c, events); }

void fail(connection *c)
{
    tally.errors++;
    end(c);
}

void end(connection *c)
{
    wire_end(c);
    close(c->fd);
    c->fd = -1;
}

// How much the kernel took, 0 when it has no room; a failure is counted, and -1.
ssize_t send_pattern(connection *c, uint64_t length)
{
    ssize_t n = wire_send(c, pattern_at(c, c->sent), length < MAX_CHUNK ? length : MAX_CHUNK);
    if (n >= 0) {
        c->sent += (uint64_t)n;
        return n;
    }
    if (errno == EAGAIN || errno == EINTR) return 0;
    fail(c);
    return -1;
}

static uint64_t differences(const unsigned char *a, const unsigned char *b, size_t length)
{
    uint64_t count = 0;
    for (size_t i = 0; i < length; i++) count += a[i] != b[i];
    return count;
}

// How much came, 0 when nothing was there; a failure or an early end of the stream is counted, and -1.
ssize_t receive_and_check(connection *c)
{
    static unsigned char buffer[MAX_CHUNK];
    ssize_t n = wire_receive(c, buffer, sizeof buffer);
    if (n < 0 && (errno == EAGAIN || errno == EINTR)) return 0;
    if (n <= 0) {
        fail(c);
        return -1;
    }
    const unsigned char *expected = pattern_at(c, c->received);
    if (memcmp(buffer, expected, (size_t)n) != 0) tally.bad_bytes += differences(buffer, expected, (size_t)n);
    c->received += (uint64_t)n;
    // Nothing that was never sent may come back.
    if (c->received > c->sent) tally.bad_bytes += c->received - c->sent;
    return n;
}

// One message there and back; the connection then counts as used.
void echo_once(connection *c)
{
    while (c->fd >= 0 && c->sent < options.size) send_pattern(c, options.size - c->sent);
    unsigned char next;
    while (c->fd >= 0 && c->received < c->sent)
        if (recv(c->fd, &next, 1, MSG_PEEK) < 0 || receive_and_check(c) < 0) break;
}
