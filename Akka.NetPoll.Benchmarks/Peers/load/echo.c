// echo: every connection keeps so many messages in flight. Latency: from a message's first byte sent to its last received.
#include "load.h"
#include <stdlib.h>
#include <sys/epoll.h>

static void begin_messages(connection *c, uint64_t from, uint64_t to, uint64_t now)
{
    for (uint64_t m = (from + options.size - 1) / options.size; m * options.size < to; m++)
        c->began[m % (uint64_t)options.in_flight] = now;
}

static void fill_window(connection *c, uint64_t now)
{
    uint64_t limit = (c->received / options.size + (uint64_t)options.in_flight) * options.size;
    bool full = false;
    while (c->sent < limit && !full) {
        uint64_t from = c->sent;
        if (send_pattern(c, limit - c->sent) < 0) return;
        begin_messages(c, from, c->sent, now);
        full = c->sent == from;
    }
    if (full == c->waits_for_room) return;
    c->waits_for_room = full;
    rewatch(c, full ? EPOLLIN | EPOLLOUT : EPOLLIN);
}

static void open_echo(connection *c)
{
    c->began = calloc((size_t)options.in_flight, sizeof *c->began);
    c->fd = new_socket(false);
    connect_to_server(c->fd);
    secure(c);
    watch(c, EPOLLIN);
    fill_window(c, now_ns());
}

static void on_echo_event(connection *c, uint32_t events)
{
    uint64_t before = c->received / options.size;
    if ((events & ~(uint32_t)EPOLLOUT) != 0 && receive_and_check(c) < 0) return;
    uint64_t now = now_ns(), after = c->received / options.size;
    if (tally.counting) {
        for (uint64_t m = before; m < after; m++) record_latency(now - c->began[m % (uint64_t)options.in_flight]);
        tally.messages += after - before;
    }
    fill_window(c, now);
}

const load_mode echo_mode = {"echo", open_echo, on_echo_event, NULL};
