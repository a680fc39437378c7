// stream: send without end to a server that discards, and that says at the end of the stream how much it got.
#include "load.h"
#include <endian.h>
#include <sys/epoll.h>
#include <sys/socket.h>

static void open_stream(connection *c)
{
    c->fd = new_socket(false);
    connect_to_server(c->fd);
    watch(c, EPOLLOUT);
}

static void on_stream_event(connection *c, uint32_t events)
{
    if ((events & (EPOLLERR | EPOLLHUP)) != 0) {
        fail(c);
        return;
    }
    uint64_t before = c->sent / options.size;
    if (send_pattern(c, MAX_CHUNK) > 0 && tally.counting) tally.messages += c->sent / options.size - before;
}

static void finish_stream(connection *c)
{
    uint64_t got = 0;
    if (c->fd < 0) return;
    shutdown(c->fd, SHUT_WR);
    if (recv(c->fd, &got, sizeof got, MSG_WAITALL) != sizeof got) tally.errors++;
    else if (be64toh(got) != c->sent) tally.bad_bytes += be64toh(got) > c->sent ? 1 : c->sent - be64toh(got);
}

const load_mode stream_mode = {"stream", open_stream, on_stream_event, finish_stream};
