/* What the device says and when; see docs/PROTOCOL.md. */
#include "session.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    HANDSHAKE_MS = 15000, /* a little longer than the server gives */
    ASK_MS = 1000,        /* the server is asked after so long a silence, */
    ASK_TIMES = 3,        /* so often, and given up after as long again: 4 s in all */
    LEAVING_MS = 5000,    /* for what is left when a line ends, */
    PARTING_MS = 500,     /* or only for a last word */
    LEAST_MS = 20         /* what an interval or a bound of 0 stands for */
};

static int64_t sooner(int64_t one, int64_t other) {
    return one < other ? one : other;
}

static uint32_t at_least(uint32_t least, uint32_t value) {
    return value > least ? value : least;
}

/* A beat, a question or an answer finds no room only where the peer has left our bytes waiting: they are life when they go. */
static bool has_room(const struct session *session) {
    return session->out_count < MOST_OUT - 2 * CHUNK;
}

void session_begin(struct session *session, const struct options *options, uint64_t instance, int64_t now) {
    memset(session, 0, sizeof *session);
    session->status = UNDECIDED;
    session->decoder.largest = LARGEST_PAYLOAD;
    session->text = options->send;
    session->text_length = options->send != NULL ? strlen(options->send) : 0;
    session->seconds = options->seconds;
    session->beat_at = session->ask_at = NEVER;
    session->end_at = now + HANDSHAKE_MS;
    struct hello hello = {.lowest = 1, .highest = 1, .instance = instance, .asks = true};
    hello.beats = options->beats;
    hello.answers = !options->beats;
    strcpy(hello.device, options->device);
    memcpy(hello.credential, options->credential, options->credential_length);
    hello.credential_length = options->credential_length;
    session->out_count = put_hello(session->out, &hello);
}

static void end(struct session *session, enum status status, int64_t until, unsigned code, const char *words) {
    session->leaving = true;
    session->status = status;
    session->beat_at = session->ask_at = NEVER;
    session->end_at = until;
    session->last_code = code;
    session->last_words = words;
}

void session_leave(struct session *session, int64_t now) {
    if (!session->leaving) {
        end(session, ENDED_AS_ASKED, now + LEAVING_MS, LEAVING, "done");
        session->text = session->decoder.open ? session->text : NULL;
    }
}

/* The server is wrong or dead: a last word, in case that it hears after all. */
static void part(struct session *session, int64_t now, unsigned code, const char *words) {
    fprintf(stderr, "device: gives the server up: %s\n", words);
    end(session, SERVER_DEAD, now + PARTING_MS, code, words);
    session->deaf = true;
    session->text = NULL;
}

/* --- what comes */

static void on_welcome(struct session *session, const struct frame *frame, int64_t now) {
    static const char *const MODES[] = {"kernel", "beats", "pings"};
    printf("welcome: mode %s, interval %" PRIu32 " ms, bound %" PRIu32 " ms, epoch %" PRIu64 ", the server %s\n",
           MODES[frame->welcome.mode], frame->welcome.interval, frame->welcome.bound, frame->welcome.epoch,
           frame->welcome.answers ? "answers" : "answers no questions");
    if (frame->welcome.version != 1) {
        part(session, now, MALFORMED, "WELCOME with a version that was not offered");
        return;
    }
    if (session->leaving) {
        return;
    }
    session->chunk = frame->welcome.largest < CHUNK ? frame->welcome.largest : CHUNK;
    if (frame->welcome.mode == BY_BEATS) {
        session->beat_every = at_least(LEAST_MS, frame->welcome.interval);
        session->beat_ttl = at_least(LEAST_MS, frame->welcome.bound);
        session->beat_at = now; /* the first one at once */
    }
    session->ask_at = frame->welcome.answers ? now + ASK_MS : NEVER;
    session->kernel_ms = frame->welcome.answers ? 0 : frame->welcome.bound; /* who may not ask has no other witness */
    session->end_at = session->seconds < 0 ? NEVER : now + session->seconds * 1000;
}

static void on_data(struct session *session, const struct frame *frame, int64_t now) {
    if (frame->data.length > LARGEST_MESSAGE - session->message_count) {
        part(session, now, REFUSED, "a message above 1 MiB");
        return;
    }
    memcpy(session->message + session->message_count, frame->data.payload, frame->data.length);
    session->message_count += frame->data.length;
    if (frame->data.more) {
        return;
    }
    printf("received %zu bytes \"", session->message_count);
    for (size_t i = 0; i < session->message_count; i++) { /* whatever it is, it must do nothing to a terminal */
        uint8_t byte = session->message[i];
        bool plain = byte >= 0x20 && byte <= 0x7e && byte != '"' && byte != '\\';
        printf(plain ? "%c" : "\\x%02x", byte);
    }
    printf("\"\n");
    session->message_count = 0;
}

static void on_goodbye(struct session *session, const struct frame *frame, int64_t now) {
    printf("goodbye %s (%u) \"%s\", ", code_name(frame->goodbye.code), frame->goodbye.code, frame->goodbye.text);
    if (frame->goodbye.reconnect) {
        printf("may reconnect after %" PRIu32 " ms\n", frame->goodbye.retry);
    } else {
        printf("may not reconnect\n");
    }
    if (!session->leaving) {
        end(session, frame->goodbye.reconnect ? MAY_RECONNECT : STAY_AWAY, now + LEAVING_MS, LEAVING, NULL);
        session->text = session->decoder.open ? session->text : NULL;
    }
}

size_t session_heard(struct session *session, const uint8_t *bytes, size_t count, int64_t now) {
    session->asked = 0; /* any byte shows that the server lives */
    session->ask_at = session->ask_at == NEVER ? NEVER : now + ASK_MS;
    for (size_t done = 0; !session->deaf;) {
        struct frame frame;
        const char *why;
        long length = decode(&session->decoder, bytes + done, count - done, &frame, &why);
        if (length == 0) {
            return done;
        }
        if (length < 0) {
            part(session, now, MALFORMED, why);
        } else if (frame.type == WELCOME) {
            on_welcome(session, &frame, now);
        } else if (frame.type == PING && !session->all_said && has_room(session)) {
            session->out_count += put_pong(session->out + session->out_count, frame.token);
        } else if (frame.type == DATA) {
            on_data(session, &frame, now);
        } else if (frame.type == GOODBYE) {
            on_goodbye(session, &frame, now);
        }
        done += length > 0 ? (size_t) length : 0;
    }
    return count;
}

/* --- what is due */

int64_t session_next(const struct session *session) {
    return sooner(session->end_at, sooner(session->beat_at, session->ask_at));
}

static void on_deadline(struct session *session, int64_t now) {
    if (session->leaving) {
        if (session->status == ENDED_AS_ASKED) {
            fprintf(stderr, "device: the server did not end the line in time\n");
        }
        exit(session->status == ENDED_AS_ASKED ? SERVER_DEAD : session->status);
    }
    if (session->decoder.open) {
        session_leave(session, now);
    } else {
        part(session, now, OVERDUE, "no WELCOME in time");
    }
}

static void beat_and_ask(struct session *session, int64_t now) {
    if (now >= session->beat_at) {
        if (has_room(session)) {
            session->out_count += put_beat(session->out + session->out_count, session->beat_ttl, session->beats++);
        }
        /* By the timetable, so that no delay adds up; but what a stopped process has missed is not made up for. */
        session->beat_at += session->beat_every;
        session->beat_at = session->beat_at > now ? session->beat_at : now + session->beat_every;
    }
    if (now >= session->ask_at && session->asked == ASK_TIMES) {
        part(session, now, SILENT, "no answer in time");
    } else if (now >= session->ask_at) {
        session->asked++;
        session->ask_at = now + ASK_MS;
        if (has_room(session)) {
            size_t length = put_ping(session->out + session->out_count, session->asked, (ASK_TIMES + 1) * ASK_MS);
            session->out_count += length;
        }
    }
}

void session_due(struct session *session, int64_t now) {
    if (now >= session->end_at) {
        on_deadline(session, now);
    }
    beat_and_ask(session, now);
    while (session->decoder.open && session->text != NULL && session->out_count < CHUNK) {
        bool more = session->text_length > session->chunk;
        size_t length = more ? session->chunk : session->text_length;
        session->out_count += put_data(session->out + session->out_count, more, session->text, length);
        session->text = more ? session->text + length : NULL;
        session->text_length -= length;
    }
    if (session->leaving && session->text == NULL && !session->all_said) {
        session->all_said = true;
        if (session->last_words != NULL) { /* after the peer's GOODBYE none of ours is needed */
            uint8_t *at = session->out + session->out_count;
            session->out_count += put_goodbye(at, session->last_code, session->last_code != MALFORMED, 0, session->last_words);
        }
    }
}
