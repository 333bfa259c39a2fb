/*
 * The test vectors of docs/line-protocol-vectors.txt (format at its top), by the decoder that the device uses, byte by byte as
 * TCP may bring them. What a server receives is what a device sends: there the bytes are made and compared. The frames that go
 * both ways are decoded there, too; what only a server has to understand is skipped.
 */
#include "line.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_BYTES = 1 << 17, MOST_FRAMES = 16, MOST_LINE = 1024 };

static struct {
    char name[64], side[8], phase[8];
    size_t largest, rest;
    uint8_t bytes[MOST_BYTES];
    size_t count;
    char is[MOST_FRAMES][MOST_LINE];
    int frames;
    long refused; /* where; -1: nowhere */
    bool lenient;
} vector;

/* Appends what the tokens mean; returns the new length. */
static size_t from_hex(const char *tokens, uint8_t *bytes, size_t count) {
    unsigned value;
    for (const char *at = tokens; *(at += strspn(at, " ")) != 0;) {
        size_t begin = count;
        for (; sscanf(at, "%2x", &value) == 1 && count < MOST_BYTES; at += 2) {
            bytes[count++] = (uint8_t) value;
            if (at[2] == ' ' || at[2] == '*' || at[2] == 0) {
                at += 2;
                break;
            }
        }
        size_t token = count - begin;
        unsigned long times = *at == '*' ? strtoul(at + 1, (char **) &at, 10) : 1;
        for (size_t more = token * (times - 1); more > 0 && count < MOST_BYTES; more--, count++) {
            bytes[count] = bytes[count - token];
        }
    }
    return count;
}

static void to_hex(char *to, const uint8_t *bytes, size_t count) {
    size_t same = 0;
    while (same < count && bytes[same] == bytes[0]) {
        same++;
    }
    if (count > 8 && same == count) {
        sprintf(to, "%02x*%zu", bytes[0], count);
        return;
    }
    *to = 0;
    for (size_t i = 0; i < count && i < MOST_LINE / 4; i++) {
        to += sprintf(to, "%02x", bytes[i]);
    }
}

/* A frame as the vectors write it. */
static void describe(const struct frame *frame, char *to) {
    static const char *const MODES[] = {"kernel", "beats", "pings"};
    if (frame->type == WELCOME) {
        sprintf(to,
                "WELCOME version=%u features=%08" PRIx32 " epoch=%" PRIu64 " mode=%s interval=%" PRIu32 " bound=%" PRIu32
                " answers=%d largest=%u",
                frame->welcome.version, frame->welcome.features, frame->welcome.epoch, MODES[frame->welcome.mode],
                frame->welcome.interval, frame->welcome.bound, frame->welcome.answers, frame->welcome.largest);
    } else if (frame->type == PING) {
        sprintf(to, "PING token=%016" PRIx64 " ttl=%" PRIu32, frame->token, frame->ttl);
    } else if (frame->type == PONG) {
        sprintf(to, "PONG token=%016" PRIx64, frame->token);
    } else if (frame->type == DATA) {
        to_hex(to + sprintf(to, "DATA more=%d payload=", frame->data.more), frame->data.payload, frame->data.length);
    } else {
        sprintf(to, "GOODBYE code=%u reconnect=%d retry=%" PRIu32 " text=%s", frame->goodbye.code, frame->goodbye.reconnect,
                frame->goodbye.retry, frame->goodbye.text);
    }
}

static const char *decoded(void) {
    struct decoder decoder = {.open = strcmp(vector.phase, "start") != 0, .largest = vector.largest};
    decoder.ended = strcmp(vector.phase, "goodbye") == 0;
    size_t at = 0;
    int frames = 0;
    for (long length; at < vector.count; at += (size_t) length) {
        struct frame frame;
        const char *why = NULL;
        length = 0;
        for (size_t come = 0; length == 0 && come <= vector.count - at; come++) {
            length = decode(&decoder, vector.bytes + at, come, &frame, &why);
        }
        if (length < 0) {
            return (long) at == vector.refused && frames == vector.frames ? NULL : why;
        }
        if (length == 0) {
            break;
        }
        if (frame.type != NOTHING) {
            static char text[MOST_LINE];
            describe(&frame, text);
            if (frames == vector.frames || strcmp(text, vector.is[frames]) != 0) {
                return text;
            }
            frames++;
        }
    }
    return vector.refused >= 0                 ? "nothing was refused"
           : frames != vector.frames           ? "a frame is missing"
           : vector.count - at != vector.rest ? "another rest"
                                               : NULL;
}

static size_t encode(const char *is, uint8_t *to) {
    static uint8_t payload[MOST_BYTES];
    struct hello hello = {0};
    int bits[3], at = 0;
    uint32_t a, b;
    uint64_t token;
    unsigned code;
    if (sscanf(is, "HELLO lowest=%u highest=%u features=%" SCNx32 " beats=%d answers=%d asks=%d instance=%" SCNx64
               " device=%128s credential=%n", &hello.lowest, &hello.highest, &hello.features, &bits[0], &bits[1], &bits[2],
               &hello.instance, hello.device, &at) == 8 && at > 0) {
        hello.beats = bits[0];
        hello.answers = bits[1];
        hello.asks = bits[2];
        hello.credential_length = from_hex(is + at, payload, 0);
        memcpy(hello.credential, payload, hello.credential_length);
        return put_hello(to, &hello);
    }
    if (sscanf(is, "PING token=%" SCNx64 " ttl=%" SCNu32, &token, &a) == 2) {
        return put_ping(to, token, a);
    }
    if (sscanf(is, "PONG token=%" SCNx64, &token) == 1) {
        return put_pong(to, token);
    }
    if (sscanf(is, "BEAT ttl=%" SCNu32 " sequence=%" SCNu32, &a, &b) == 2) {
        return put_beat(to, a, b);
    }
    if (sscanf(is, "DATA more=%d payload=%n", &bits[0], &at) == 1 && at > 0) {
        size_t length = from_hex(is + at, payload, 0);
        return put_data(to, bits[0], payload, length);
    }
    if (sscanf(is, "GOODBYE code=%u reconnect=%d retry=%" SCNu32 " text=%n", &code, &bits[0], &a, &at) == 3 && at > 0) {
        return put_goodbye(to, code, bits[0], a, is + at);
    }
    return 0;
}

static const char *encoded(void) {
    static uint8_t bytes[2 * MOST_BYTES];
    size_t count = 0;
    for (int i = 0; i < vector.frames; i++) {
        count += encode(vector.is[i], bytes + count);
    }
    return count == vector.count && memcmp(bytes, vector.bytes, count) == 0 ? NULL : "other bytes are sent";
}

/* Returns whether the vector was run, and in difference what is wrong. */
static bool run(const char **difference) {
    bool at_server = strcmp(vector.side, "server") == 0;
    bool sent = at_server && !vector.lenient && vector.refused < 0 && vector.rest == 0;
    bool received = !at_server || strcmp(vector.phase, "open") == 0 || strcmp(vector.phase, "goodbye") == 0;
    for (int i = 0; i < vector.frames; i++) {
        received = received && strncmp(vector.is[i], "BEAT", 4) != 0;
    }
    *difference = sent ? encoded() : NULL;
    if (received && *difference == NULL) {
        *difference = decoded();
    }
    return sent || received;
}

int run_vectors(const char *file) {
    FILE *in = fopen(file, "r");
    if (in == NULL) {
        fprintf(stderr, "device: cannot read the vectors in %s\n", file);
        return 2;
    }
    int ok = 0, wrong = 0, skipped = 0;
    char line[MOST_LINE];
    for (bool more = true; more;) {
        more = fgets(line, sizeof line, in) != NULL;
        line[more ? strcspn(line, "\n") : 0] = 0;
        if (*line == 0 && *vector.name != 0) {
            const char *difference;
            bool was_run = run(&difference);
            *(!was_run ? &skipped : difference != NULL ? &wrong : &ok) += 1;
            printf("%s %s%s%s\n", !was_run ? "skipped" : difference != NULL ? "not ok" : "ok", vector.name,
                   difference != NULL ? ": " : "", difference != NULL ? difference : was_run ? "" : ": only a server reads this");
            *vector.name = 0;
        } else if (sscanf(line, "name %63s", vector.name) == 1) {
            vector.count = vector.rest = 0;
            vector.frames = 0;
            vector.refused = -1;
            vector.lenient = false;
        } else if (strncmp(line, "hex ", 4) == 0) {
            vector.count = from_hex(line + 4, vector.bytes, vector.count);
        } else if (strncmp(line, "is ", 3) == 0 && vector.frames < MOST_FRAMES) {
            strcpy(vector.is[vector.frames++], line + 3);
        } else if (sscanf(line, "at %7s %7s %zu", vector.side, vector.phase, &vector.largest) != 3 &&
                   sscanf(line, "rest %zu", &vector.rest) != 1 && sscanf(line, "refused %ld", &vector.refused) != 1) {
            vector.lenient = vector.lenient || strcmp(line, "lenient") == 0;
        }
    }
    fclose(in);
    printf("%d ok, %d not ok, %d for servers alone\n", ok, wrong, skipped);
    return wrong > 0 || ok == 0;
}
