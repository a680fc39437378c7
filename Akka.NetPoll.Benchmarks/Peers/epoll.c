// The yardstick: an echo server on edge-triggered epoll, written the straight way. Connections go round the threads.
//
//   epoll [--port N] [--threads N] [--discard] [--supervised]
//
// Echoes, or with --discard counts what it gets and answers the end of the stream with the count, 8 bytes, big-endian.
// Prints "listening on PORT" when ready. --supervised: ends when standard input does.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <endian.h>
#include <errno.h>
#include <getopt.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <unistd.h>

enum { MAX_THREADS = 64, BUFFER = 64 * 1024, READS_PER_TURN = 64 };

typedef struct {
    int fd, epoll_fd;
    uint64_t count;
    char *rest; // What the socket did not take; while there is some, nothing is read.
    size_t rest_length, rest_sent;
} connection;

static int epoll_fds[MAX_THREADS], threads = 1, listen_fd;
static bool discard;
static connection listener, input; // Marks, by their addresses.

static void die(const char *what)
{
    perror(what);
    exit(1);
}

static void watch(int epoll_fd, int fd, void *mark, uint32_t events)
{
    struct epoll_event event = {.events = events, .data.ptr = mark};
    if (epoll_ctl(epoll_fd, EPOLL_CTL_ADD, fd, &event) < 0) die("epoll_ctl");
}

static void end(connection *c)
{
    close(c->fd);
    free(c->rest);
    free(c);
}

static void keep(connection *c, const char *data, size_t length)
{
    c->rest = malloc(length);
    memcpy(c->rest, data, length);
    c->rest_length = length;
    c->rest_sent = 0;
}

typedef enum { DONE, BLOCKED, FAILED } outcome;

static outcome send_all(connection *c, const char *data, size_t length)
{
    for (size_t sent = 0; sent < length;) {
        ssize_t n = send(c->fd, data + sent, length - sent, MSG_NOSIGNAL);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0 && errno != EAGAIN) return FAILED;
        if (n < 0) {
            keep(c, data + sent, length - sent);
            return BLOCKED;
        }
        sent += (size_t)n;
    }
    return DONE;
}

static outcome send_rest(connection *c)
{
    char *rest = c->rest;
    if (rest == NULL) return DONE;
    c->rest = NULL;
    outcome result = send_all(c, rest, c->rest_length);
    free(rest);
    return result;
}

static void on_end_of_stream(connection *c)
{
    uint64_t count = htobe64(c->count);
    if (discard) send(c->fd, &count, sizeof count, MSG_NOSIGNAL);
    end(c);
}

// A connection that always has more must not keep the others waiting: its edge is asked for again.
static void yield_turn(connection *c)
{
    struct epoll_event event = {.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, .data.ptr = c};
    epoll_ctl(c->epoll_fd, EPOLL_CTL_MOD, c->fd, &event);
}

static void on_ready(connection *c, char *buffer)
{
    outcome sent = send_rest(c);
    for (int turn = 0; sent == DONE; turn++) {
        if (turn == READS_PER_TURN) {
            yield_turn(c);
            return;
        }
        ssize_t n = recv(c->fd, buffer, BUFFER, 0);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0 && errno == EAGAIN) return;
        if (n == 0) {
            on_end_of_stream(c);
            return;
        }
        if (n < 0) break;
        c->count += (uint64_t)n;
        if (!discard) sent = send_all(c, buffer, (size_t)n);
        else sent = DONE;
    }
    if (sent != BLOCKED) end(c);
}

static void accept_all(void)
{
    static unsigned next;
    int fd, on = 1;
    while ((fd = accept4(listen_fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        connection *c = calloc(1, sizeof *c);
        c->fd = fd;
        c->epoll_fd = epoll_fds[next++ % (unsigned)threads];
        watch(c->epoll_fd, fd, c, EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET);
    }
}

static void on_input(void)
{
    char ignored[64];
    if (read(STDIN_FILENO, ignored, sizeof ignored) <= 0) exit(0);
}

static void *serve(void *epoll_fd)
{
    struct epoll_event events[128];
    char *buffer = malloc(BUFFER);
    for (;;) {
        int count = epoll_wait(*(int *)epoll_fd, events, 128, -1);
        for (int i = 0; i < count; i++) {
            connection *c = events[i].data.ptr;
            if (c == &listener) accept_all();
            else if (c == &input) on_input();
            // The first edge says only that a new socket can be written to.
            else if (c->rest != NULL || (events[i].events & ~(uint32_t)EPOLLOUT) != 0) on_ready(c, buffer);
        }
    }
    return NULL;
}

static void listen_on(int port)
{
    int on = 1;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    socklen_t length = sizeof address;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    listen_fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    setsockopt(listen_fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(listen_fd, (struct sockaddr *)&address, sizeof address) < 0) die("bind");
    if (listen(listen_fd, 65535) < 0) die("listen");
    getsockname(listen_fd, (struct sockaddr *)&address, &length);
    printf("listening on %d\n", ntohs(address.sin_port));
    fflush(stdout);
}

int main(int argc, char **argv)
{
    static const struct option names[] = {{"port", 1, 0, 'p'}, {"threads", 1, 0, 't'}, {"discard", 0, 0, 'd'}, {"supervised", 0, 0, 's'}, {0}};
    int port = 0;
    bool supervised = false;
    for (int o; (o = getopt_long(argc, argv, "", names, NULL)) != -1;) switch (o) {
        case 'p': port = atoi(optarg); break;
        case 't': threads = atoi(optarg); break;
        case 'd': discard = true; break;
        case 's': supervised = true; break;
        default: return 2;
        }
    if (threads < 1 || threads > MAX_THREADS) return 2;
    struct rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);

    for (int i = 0; i < threads; i++) epoll_fds[i] = epoll_create1(EPOLL_CLOEXEC);
    listen_on(port);
    watch(epoll_fds[0], listen_fd, &listener, EPOLLIN);
    if (supervised) watch(epoll_fds[0], STDIN_FILENO, &input, EPOLLIN);
    pthread_t thread;
    for (int i = 1; i < threads; i++) pthread_create(&thread, NULL, serve, &epoll_fds[i]);
    serve(&epoll_fds[0]);
}
