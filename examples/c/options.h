/* What the device is told at its start. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include "line.h"

struct options {
    const char *host, *port, *device, *send; /* send: NULL for nothing */
    uint8_t credential[LARGEST_CREDENTIAL];
    size_t credential_length;
    bool beats;        /* one-way: beat. Else two-way: answer */
    long long seconds; /* -1: until the server ends the line or a signal comes */
};

/* Ends the process with status 2 and one sentence on stderr if there is anything to complain of. */
struct options read_options(int count, char **words);

#endif
