// churn: connect, send one message, read its echo, close, begin anew. Latency: the whole of it.
#define _GNU_SOURCE
#include "load.h"
#include <fcntl.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <unistd.h>

static void begin(connection *c)
{
    c->began[0] = now_ns();
    c->sent = c->received = 0;
    c->fd = new_socket(true);
    fcntl(c->fd, F_SETFL, O_NONBLOCK);
    connect_to_server(c->fd);
    secure(c);
    watch(c, EPOLLIN | EPOLLOUT | EPOLLET);
}

static void open_churn(connection *c)
{
    c->began = calloc(1, sizeof *c->began);
    begin(c);
}

static void on_churn_event(connection *c, uint32_t events)
{
    if ((events & EPOLLERR) != 0) {
        fail(c);
        begin(c);
        return;
    }
    // Also when there is only something to read: it may be what a handshake waits for.
    while (c->fd >= 0 && c->sent < options.size && send_pattern(c, options.size - c->sent) > 0) continue;
    if ((events & EPOLLIN) != 0)
        while (c->fd >= 0 && c->received < options.size && receive_and_check(c) > 0) continue;
    if (c->fd >= 0 && c->received < options.size) return;
    if (tally.counting && c->fd >= 0) {
        record_latency(now_ns() - c->began[0]);
        tally.messages++;
    }
    if (c->fd >= 0) end(c);
    begin(c);
}

const load_mode churn_mode = {"churn", open_churn, on_churn_event, NULL};
