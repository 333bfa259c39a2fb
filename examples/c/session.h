/* One connection of the device: what its frames and the time make it say. It sees no socket and no clock. */
#ifndef SESSION_H
#define SESSION_H

#include "options.h"

enum status { ENDED_AS_ASKED = 0, SERVER_DEAD = 1, WRONG_INPUT = 2, MAY_RECONNECT = 3, STAY_AWAY = 4, UNDECIDED = -1 };

enum {
    CHUNK = 16384, /* so small that a PONG never waits long behind one */
    LARGEST_MESSAGE = 1 << 20,
    MOST_OUT = 4 * CHUNK
};

static const int64_t NEVER = INT64_MAX;

struct session {
    struct decoder decoder;
    enum status status; /* of the process, as soon as it is known how the line ends */

    /* What is to be sent, whole frames but for a beginning that has gone already. */
    uint8_t out[MOST_OUT];
    size_t out_count;
    bool all_said; /* nothing will ever be added: send a FIN behind it */

    const char *text; /* what of --send is not in out yet; NULL: nothing */
    size_t text_length, chunk;
    size_t message_count; /* of a message whose last piece has not come */
    uint8_t message[LARGEST_MESSAGE];

    bool leaving; /* nothing new is begun: somebody said GOODBYE, or is about to */
    bool deaf;    /* what still comes means nothing */
    unsigned last_code;
    const char *last_words;

    int64_t beat_at, ask_at, end_at, seconds; /* when it is due, in monotonic ms */
    uint32_t beat_every, beat_ttl, beats;
    unsigned asked;
    unsigned kernel_ms; /* so long may bytes of ours stay unacknowledged; 0: that is not for us to say */
};

/* With HELLO ready to be sent. */
void session_begin(struct session *session, const struct options *options, uint64_t instance, int64_t now);

/* Takes whole frames from the beginning of what came; returns how many bytes those are. */
size_t session_heard(struct session *session, const uint8_t *bytes, size_t count, int64_t now);

/* Does what is due, and puts into out what has room there. Call it after reading: who was heard is not dead. */
void session_due(struct session *session, int64_t now);

/* When something is due again. */
int64_t session_next(const struct session *session);

/* Finishes what was begun, then says GOODBYE. */
void session_leave(struct session *session, int64_t now);

#endif
