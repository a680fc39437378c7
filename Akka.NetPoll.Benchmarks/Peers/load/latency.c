// Latencies in a histogram whose buckets are at most 1/64 of their value wide.
#include "load.h"
#include <time.h>

enum { STEPS = 64, POWERS = 58 };

static uint64_t buckets[POWERS][STEPS];
static uint64_t total, largest;

uint64_t now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

// Below 64 ns each value has its bucket; above, each power of two has 64.
void record_latency(uint64_t nanoseconds)
{
    int power = nanoseconds < STEPS ? 0 : 58 - __builtin_clzll(nanoseconds);
    uint64_t step = power == 0 ? nanoseconds : (nanoseconds >> (power - 1)) - STEPS;
    buckets[power][step]++;
    total++;
    if (nanoseconds > largest) largest = nanoseconds;
}

double latency_us(double quantile)
{
    if (quantile >= 1) return (double)largest / 1000;
    uint64_t rank = (uint64_t)(quantile * (double)total), seen = 0;
    for (int power = 0; power < POWERS; power++)
        for (int step = 0; step < STEPS; step++)
            if ((seen += buckets[power][step]) > rank)
                return (double)(power == 0 ? (uint64_t)step : (uint64_t)(STEPS + step) << (power - 1)) / 1000;
    return 0;
}
