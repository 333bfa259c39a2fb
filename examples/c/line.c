/* Frames from bytes and to bytes; see docs/PROTOCOL.md, whose words are used here. */
#include "line.h"

#include <string.h>

enum { OPTIONAL = 0x80, MORE = 0x01 };

static const uint8_t MAGIC[4] = {'L', 'I', 'N', 'E'};

/* --- integers, big-endian */

static uint64_t get(const uint8_t *at, int bytes) {
    uint64_t value = 0;
    for (int i = 0; i < bytes; i++) {
        value = value << 8 | at[i];
    }
    return value;
}

static uint8_t *put(uint8_t *at, uint64_t value, int bytes) {
    for (int i = bytes; i-- > 0; value >>= 8) {
        at[i] = (uint8_t) value;
    }
    return at + bytes;
}

static uint8_t *put_header(uint8_t *at, enum type type, unsigned flags, size_t length) {
    *at++ = (uint8_t) type;
    *at++ = (uint8_t) flags;
    return put(at, length, 2);
}

/* --- to bytes */

size_t put_hello(uint8_t *to, const struct hello *hello) {
    size_t id = strlen(hello->device);
    uint8_t *at = put_header(to, HELLO, 0, 22 + id + hello->credential_length);
    memcpy(at, MAGIC, sizeof MAGIC);
    at = put(at + sizeof MAGIC, hello->lowest, 1);
    at = put(at, hello->highest, 1);
    at = put(at, hello->features, 4);
    at = put(at, (hello->beats ? 1 : 0) | (hello->answers ? 2 : 0), 1);
    at = put(at, hello->asks ? 1 : 0, 1);
    at = put(at, hello->instance, 8);
    at = put(at, id, 1);
    memcpy(at, hello->device, id);
    at = put(at + id, hello->credential_length, 1);
    memcpy(at, hello->credential, hello->credential_length);
    return (size_t) (at - to) + hello->credential_length;
}

size_t put_ping(uint8_t *to, uint64_t token, uint32_t ttl) {
    put(put(put_header(to, PING, 0, 12), token, 8), ttl, 4);
    return HEADER + 12;
}

size_t put_pong(uint8_t *to, uint64_t token) {
    put(put_header(to, PONG, 0, 8), token, 8);
    return HEADER + 8;
}

size_t put_beat(uint8_t *to, uint32_t ttl, uint32_t sequence) {
    put(put(put_header(to, BEAT, 0, 8), ttl, 4), sequence, 4);
    return HEADER + 8;
}

size_t put_data(uint8_t *to, bool more, const void *payload, size_t length) {
    uint8_t *at = put_header(to, DATA, more ? MORE : 0, length);
    memcpy(at, payload, length);
    return HEADER + length;
}

size_t put_goodbye(uint8_t *to, unsigned code, bool reconnect, uint32_t retry, const char *text) {
    size_t length = strlen(text);
    uint8_t *at = put(put(put_header(to, GOODBYE, 0, 6 + length), code, 1), reconnect ? 1 : 0, 1);
    memcpy(put(at, retry, 4), text, length);
    return HEADER + 6 + length;
}

/* --- from bytes */

static const char *welcome(const uint8_t *at, struct frame *frame) {
    frame->welcome.version = at[0];
    frame->welcome.features = (uint32_t) get(at + 1, 4);
    frame->welcome.epoch = get(at + 5, 8);
    frame->welcome.mode = at[13];
    frame->welcome.interval = (uint32_t) get(at + 14, 4);
    frame->welcome.bound = (uint32_t) get(at + 18, 4);
    frame->welcome.answers = at[22] & 1;
    frame->welcome.largest = (unsigned) get(at + 23, 2);
    if (frame->welcome.version == 0) {
        return "a WELCOME of version 0";
    }
    if (frame->welcome.mode > BY_PINGS) {
        return "a WELCOME with a mode above 2";
    }
    return frame->welcome.largest == 0 ? "a WELCOME that allows no payload" : NULL;
}

static void goodbye(const uint8_t *at, size_t length, struct frame *frame) {
    frame->goodbye.code = at[0] <= VERSION ? at[0] : LEAVING;
    frame->goodbye.reconnect = at[1] & 1;
    frame->goodbye.retry = (uint32_t) get(at + 2, 4);
    size_t text = length - 6;
    for (size_t i = 0; i < text; i++) { /* it ends in somebody's terminal */
        frame->goodbye.text[i] = at[6 + i] >= 0x20 && at[6 + i] <= 0x7e ? (char) at[6 + i] : '?';
    }
    frame->goodbye.text[text] = 0;
}

/* Why a frame with this header may not come now; NULL if it may. Asked before any of its payload has come. */
static const char *refusal(const struct decoder *decoder, unsigned type, unsigned flags, size_t length) {
    bool known = type >= HELLO && type <= GOODBYE;
    if (type == ACK || (!known && !(flags & OPTIONAL))) {
        return "a frame of an unknown type";
    }
    if (!known) {
        size_t most = decoder->open ? decoder->largest : LARGEST_OTHER;
        return length > most ? "an optional frame that is too long" : NULL;
    }
    if (type == HELLO || type == BEAT || (type == WELCOME && decoder->open)) {
        return "a frame that a server does not send";
    }
    if (!decoder->open && type != WELCOME && type != GOODBYE) {
        return "a frame before WELCOME";
    }
    if (flags & ~(unsigned) (type == DATA ? OPTIONAL | MORE : OPTIONAL)) {
        return "a frame with flags that are not its own";
    }
    bool fits = type == PING      ? length == 12
                : type == PONG    ? length == 8
                : type == DATA    ? length <= decoder->largest
                : type == WELCOME ? length >= 25 && length <= LARGEST_OTHER
                                  : length >= 6 && length <= 6 + LARGEST_TEXT;
    return fits ? NULL : "a frame of a wrong length";
}

long decode(struct decoder *decoder, const uint8_t *bytes, size_t count, struct frame *frame, const char **why) {
    frame->type = NOTHING;
    if (count < HEADER) {
        return 0;
    }
    unsigned type = bytes[0], flags = bytes[1];
    size_t length = (size_t) get(bytes + 2, 2);
    const uint8_t *payload = bytes + HEADER;
    *why = refusal(decoder, type, flags, length);
    /* After its GOODBYE a server is not judged any more: what is wrong is skipped, and so is all but DATA. */
    bool skip = decoder->ended && (*why != NULL || type != DATA);
    if (*why != NULL && !skip) {
        return -1;
    }
    if (count < HEADER + length) {
        return 0;
    }
    if (!skip && type >= HELLO && type <= GOODBYE) {
        frame->type = (enum type) type;
    }
    if (frame->type == WELCOME) {
        if ((*why = welcome(payload, frame)) != NULL) {
            return -1;
        }
        decoder->open = true;
    } else if (frame->type == GOODBYE) {
        goodbye(payload, length, frame);
        decoder->ended = true;
    } else if (frame->type == DATA) {
        frame->data.more = flags & MORE;
        frame->data.payload = payload;
        frame->data.length = length;
    } else if (frame->type != NOTHING) {
        frame->token = get(payload, 8);
        frame->ttl = frame->type == PING ? (uint32_t) get(payload + 8, 4) : 0;
    }
    return (long) (HEADER + length);
}

bool is_device_id(const char *id) {
    size_t length = strlen(id);
    const char *alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-";
    return length >= 1 && length <= LARGEST_ID && strspn(id, alphabet) == length;
}

const char *code_name(unsigned code) {
    static const char *const NAMES[] = {"LEAVING", "SHUTDOWN",  "SUPERSEDED",      "SILENT",   "HUNG",    "STALLED",
                                        "OVERDUE", "MALFORMED", "UNAUTHENTICATED", "FLOODING", "REFUSED", "VERSION"};
    return NAMES[code <= VERSION ? code : LEAVING];
}
