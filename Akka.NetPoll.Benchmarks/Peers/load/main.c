// load: loads a server on loopback and checks every byte that comes back. One thread and one epoll, so that the server
// has the rest of the machine.
//
//   load PORT MODE [--connections N] [--in-flight N] [--size BYTES] [--seconds S] [--warmup S] [--idle N] [--server PID]
//
// MODE is echo, churn, stream (see the files of these names), or hold: every connection echoes once and then stays idle
// until standard input ends. --idle connections do the same beside any mode. --server names the process whose CPU time
// is measured. Linked with tls.c in place of plain.c, echo and churn speak TLS. Prints one line of JSON; the exit code is 1 if there was any error or any bad byte.
#define _GNU_SOURCE
#include "load.h"
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <unistd.h>

load_options options = {.connections = 1, .in_flight = 1, .size = 64, .seconds = 2, .warmup = 0.5};
load_tally tally;
int epoll_fd;

static const load_mode *modes[] = {&echo_mode, &churn_mode, &stream_mode};

static void usage(void)
{
    fprintf(stderr, "usage: load PORT echo|churn|stream|hold [--connections N] [--in-flight N] [--size BYTES]\n"
                    "            [--seconds S] [--warmup S] [--idle N] [--server PID]\n");
    exit(2);
}

static void parse_options(int argc, char **argv)
{
    static const struct option names[] = {
        {"connections", 1, 0, 'c'}, {"in-flight", 1, 0, 'f'}, {"size", 1, 0, 's'}, {"seconds", 1, 0, 't'},
        {"warmup", 1, 0, 'w'},      {"idle", 1, 0, 'i'},      {"server", 1, 0, 'p'}, {0}};
    if (argc < 3) usage();
    options.port = atoi(argv[1]);
    optind = 3;
    for (int o; (o = getopt_long(argc, argv, "", names, NULL)) != -1;) switch (o) {
        case 'c': options.connections = atoi(optarg); break;
        case 'f': options.in_flight = atoi(optarg); break;
        case 's': options.size = strtoull(optarg, NULL, 10); break;
        case 't': options.seconds = atof(optarg); break;
        case 'w': options.warmup = atof(optarg); break;
        case 'i': options.idle = atoi(optarg); break;
        case 'p': options.server_pid = atoi(optarg); break;
        default: usage();
        }
    if (options.port <= 0 || options.connections < 0 || options.in_flight < 1 || options.size < 1) usage();
}

// utime + stime of /proc/PID/stat, in seconds; the name before them may hold anything but ends with the last ')'.
static double server_cpu(void)
{
    char path[64], text[1024] = "";
    unsigned long user = 0, kernel = 0;
    if (options.server_pid == 0) return 0;
    snprintf(path, sizeof path, "/proc/%d/stat", options.server_pid);
    FILE *file = fopen(path, "r");
    if (file == NULL) return 0;
    size_t length = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    char *after_name = length > 0 ? strrchr(text, ')') : NULL;
    if (after_name != NULL) sscanf(after_name + 2, "%*c %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %lu %lu", &user, &kernel);
    return (double)(user + kernel) / (double)sysconf(_SC_CLK_TCK);
}

static connection *new_connections(int count, uint32_t first)
{
    connection *all = calloc((size_t)count + 1, sizeof *all);
    for (int i = 0; i < count; i++) all[i].start = (first + (uint32_t)i) * 7919u;
    return all;
}

static connection *open_idle(int count, uint32_t first)
{
    connection *all = new_connections(count, first);
    for (int i = 0; i < count; i++) {
        all[i].fd = new_socket(false);
        connect_to_server(all[i].fd);
        echo_once(&all[i]);
    }
    return all;
}

// An idle connection that can be read from has been closed, or got what this program did not ask for.
static void check_idle(connection *all, int count)
{
    for (int i = 0; i < count; i++)
        if (all[i].fd >= 0 && receive_and_check(&all[i]) > 0) tally.errors++;
}

static void run_until(const load_mode *mode, uint64_t end)
{
    struct epoll_event events[512];
    while (now_ns() < end) {
        int count = epoll_wait(epoll_fd, events, 512, 10);
        for (int i = 0; i < count; i++) {
            connection *c = events[i].data.ptr;
            if (c->fd >= 0) mode->on_event(c, events[i].events);
        }
    }
}

static void measure(const load_mode *mode)
{
    connection *idle = open_idle(options.idle, (uint32_t)options.connections);
    connection *all = new_connections(options.connections, 0);
    for (int i = 0; i < options.connections; i++) mode->open(&all[i]);
    run_until(mode, now_ns() + (uint64_t)(options.warmup * 1e9));

    tally.counting = true;
    double cpu = server_cpu();
    uint64_t begin = now_ns();
    run_until(mode, begin + (uint64_t)(options.seconds * 1e9));
    double seconds = (double)(now_ns() - begin) / 1e9;
    cpu = server_cpu() - cpu;
    tally.counting = false;

    for (int i = 0; mode->finish != NULL && i < options.connections; i++) mode->finish(&all[i]);
    check_idle(idle, options.idle);
    printf("{\"messages\": %lu, \"seconds\": %.6f, \"serverCpu\": %.3f, \"p50\": %.2f, \"p99\": %.2f, \"p999\": %.2f, "
           "\"max\": %.2f, \"errors\": %lu, \"badBytes\": %lu}\n",
           tally.messages, seconds, cpu, latency_us(0.5), latency_us(0.99), latency_us(0.999), latency_us(1),
           tally.errors, tally.bad_bytes);
}

static void hold(void)
{
    char ignored[64];
    connection *all = open_idle(options.connections, 0);
    printf("holding\n");
    fflush(stdout);
    while (read(STDIN_FILENO, ignored, sizeof ignored) > 0) continue;
    check_idle(all, options.connections);
    printf("{\"errors\": %lu, \"badBytes\": %lu}\n", tally.errors, tally.bad_bytes);
}

int main(int argc, char **argv)
{
    parse_options(argc, argv);
    struct rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    signal(SIGPIPE, SIG_IGN);
    fill_pattern();
    epoll_fd = epoll_create1(EPOLL_CLOEXEC);

    const load_mode *mode = NULL;
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
        if (strcmp(modes[i]->name, argv[2]) == 0) mode = modes[i];
    if (mode != NULL) measure(mode);
    else if (strcmp(argv[2], "hold") == 0) hold();
    else usage();
    return tally.errors > 0 || tally.bad_bytes > 0;
}
