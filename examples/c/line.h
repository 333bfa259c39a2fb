/* The frames of the line protocol, version 1 (docs/PROTOCOL.md), from bytes and to bytes. Nothing here reads or writes. */
#ifndef LINE_H
#define LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    HEADER = 4,
    LARGEST_PAYLOAD = 65535,
    LARGEST_OTHER = 1024, /* of a HELLO or WELCOME, and of any frame that comes before WELCOME */
    LARGEST_ID = 128,
    LARGEST_CREDENTIAL = 255,
    LARGEST_TEXT = 255
};

enum type { NOTHING, HELLO, WELCOME, PING, PONG, BEAT, DATA, ACK, GOODBYE };

enum mode { BY_KERNEL, BY_BEATS, BY_PINGS };

enum code {
    LEAVING, SHUTDOWN, SUPERSEDED, SILENT, HUNG, STALLED, OVERDUE, MALFORMED, UNAUTHENTICATED, FLOODING, REFUSED, VERSION
};

/* What a device may receive. */
struct frame {
    enum type type; /* NOTHING: a frame that is to be skipped */
    struct {
        unsigned version, mode, largest;
        uint32_t features, interval, bound; /* the last two in ms */
        uint64_t epoch;
        bool answers;
    } welcome;
    uint64_t token; /* PING, PONG */
    uint32_t ttl;   /* PING */
    struct {
        bool more;
        const uint8_t *payload; /* in the bytes that were decoded */
        size_t length;
    } data;
    struct {
        unsigned code;
        bool reconnect;
        uint32_t retry; /* in ms */
        char text[LARGEST_TEXT + 1];
    } goodbye;
};

struct hello {
    unsigned lowest, highest;
    uint32_t features;
    bool beats, answers, asks;
    uint64_t instance;
    char device[LARGEST_ID + 1];
    uint8_t credential[LARGEST_CREDENTIAL];
    size_t credential_length;
};

/* What has come so far decides what may come next. Begin with all zeros but the largest payload of DATA to be taken. */
struct decoder {
    bool open, ended; /* a WELCOME has come, a GOODBYE has come */
    size_t largest;
};

/*
 * Decodes the frame that the bytes begin with. Returns its length; 0 if its end has not come yet; -1 if it is refused, with
 * the reason in why, and then nothing that follows may be decoded.
 */
long decode(struct decoder *decoder, const uint8_t *bytes, size_t count, struct frame *frame, const char **why);

/* Each writes a whole frame and returns its length; what it writes to must have room for it. */
size_t put_hello(uint8_t *to, const struct hello *hello);
size_t put_ping(uint8_t *to, uint64_t token, uint32_t ttl);
size_t put_pong(uint8_t *to, uint64_t token);
size_t put_beat(uint8_t *to, uint32_t ttl, uint32_t sequence);
size_t put_data(uint8_t *to, bool more, const void *payload, size_t length);
size_t put_goodbye(uint8_t *to, unsigned code, bool reconnect, uint32_t retry, const char *text);

bool is_device_id(const char *id);

/* "LEAVING" and so on. */
const char *code_name(unsigned code);

/* Decodes the test vectors in a file, says of each whether it is as it should be, and returns the exit status. */
int run_vectors(const char *file);

#endif
