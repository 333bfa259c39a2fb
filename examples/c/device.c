/*
 * A device that speaks the line protocol (docs/PROTOCOL.md): one thread and one loop. It sleeps until bytes come, bytes can go
 * or something is due, then reads, decides and writes. It waits for nothing else, so that no beat is late because of a peer.
 */
#define _POSIX_C_SOURCE 200809L

#include "session.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { CONNECT_MS = 5000 };

static struct session session;
static volatile sig_atomic_t told_to_end;
static sigset_t while_asleep; /* signals come only there, so that none is missed between a look at the flag and the sleep */

static void on_signal(int number) {
    (void) number;
    told_to_end = 1;
}

static void catch_signals(void) {
    struct sigaction action = {.sa_handler = on_signal};
    sigset_t ours;
    sigemptyset(&ours);
    sigaddset(&ours, SIGTERM);
    sigaddset(&ours, SIGINT);
    sigprocmask(SIG_BLOCK, &ours, &while_asleep);
    sigdelset(&while_asleep, SIGTERM);
    sigdelset(&while_asleep, SIGINT);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGINT, &action, NULL);
}

static int64_t now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now); /* the time of day jumps, this does not */
    return (int64_t) now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static _Noreturn void give_up(const char *what, const char *why) {
    fprintf(stderr, "device: %s: %s\n", what, why);
    exit(SERVER_DEAD);
}

/* Returns whether bytes can go or come; false when it is time or a signal came. */
static bool sleep_until(int64_t when, int line, bool read, bool write) {
    int64_t now = now_ms(), ms = when > now ? when - now : 0;
    struct timespec left = {.tv_sec = (time_t) (ms / 1000), .tv_nsec = ms % 1000 * 1000000};
    fd_set readable, writable;
    FD_ZERO(&readable);
    FD_ZERO(&writable);
    if (read) {
        FD_SET(line, &readable);
    }
    if (write) {
        FD_SET(line, &writable);
    }
    return pselect(line + 1, &readable, &writable, NULL, when == NEVER ? NULL : &left, &while_asleep) > 0;
}

static uint64_t draw_instance(void) {
    uint64_t instance = 0;
    FILE *random = fopen("/dev/urandom", "rb");
    if (random == NULL || fread(&instance, sizeof instance, 1, random) != 1) {
        give_up("cannot draw an instance", "/dev/urandom cannot be read");
    }
    fclose(random);
    return instance;
}

/* Returns a line that never blocks, to the first address that takes it. */
static int connect_to(const char *host, const char *port) {
    struct addrinfo wanted = {.ai_socktype = SOCK_STREAM}, *found;
    int error = getaddrinfo(host, port, &wanted, &found);
    if (error != 0) {
        give_up("cannot reach the server", gai_strerror(error));
    }
    for (struct addrinfo *at = found; at != NULL; at = at->ai_next) {
        int line = socket(at->ai_family, at->ai_socktype, at->ai_protocol), on = 1;
        if (line < 0 || line >= FD_SETSIZE || fcntl(line, F_SETFL, O_NONBLOCK) < 0) {
            give_up("cannot make a socket", strerror(errno));
        }
        setsockopt(line, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on); /* frames are small and must not wait for more */
        error = connect(line, at->ai_addr, at->ai_addrlen) == 0 ? 0 : errno;
        if (error == EINPROGRESS) {
            socklen_t size = sizeof error;
            error = ETIMEDOUT;
            if (sleep_until(now_ms() + CONNECT_MS, line, false, true)) {
                getsockopt(line, SOL_SOCKET, SO_ERROR, &error, &size);
            } else if (told_to_end) {
                exit(ENDED_AS_ASKED);
            }
        }
        if (error == 0) {
            freeaddrinfo(found);
            return line;
        }
        close(line);
    }
    freeaddrinfo(found);
    give_up("cannot reach the server", strerror(error));
}

/* Reads what is there; returns false at the end of the stream. */
static bool receive(int line, int64_t now) {
    static uint8_t in[HEADER + LARGEST_PAYLOAD]; /* room for any frame: what is in it never fills it */
    static size_t in_count;
    ssize_t count = recv(line, in + in_count, sizeof in - in_count, 0);
    if (count > 0) {
        size_t bytes = in_count + (size_t) count, done = session_heard(&session, in, bytes, now);
        in_count = bytes - done;
        memmove(in, in + done, in_count);
#ifdef TCP_USER_TIMEOUT /* Linux has it */
        if (session.kernel_ms > 0) {
            setsockopt(line, IPPROTO_TCP, TCP_USER_TIMEOUT, &session.kernel_ms, sizeof session.kernel_ms);
            session.kernel_ms = 0;
        }
#endif
        return true;
    }
    if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)) {
        return true;
    }
    /* Who ended the line with a GOODBYE may close it at once, and what we send then is answered with a reset. */
    bool cut = session.status == ENDED_AS_ASKED && (count < 0 || !session.all_said) && !session.decoder.ended;
    if (session.status == UNDECIDED || cut) {
        give_up("the line ended without a goodbye", count < 0 ? strerror(errno) : "end of stream");
    }
    if (count < 0) {
        exit((int) session.status);
    }
    return false;
}

/* Sends what goes without waiting; returns whether the line is half-closed now. */
static bool transmit(int line) {
    ssize_t sent = session.out_count > 0 ? send(line, session.out, session.out_count, MSG_NOSIGNAL) : 0;
    if (sent < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR) {
        return true; /* reading tells why, and what the server still had to say */
    }
    if (sent > 0) {
        session.out_count -= (size_t) sent;
        memmove(session.out, session.out + sent, session.out_count);
    }
    if (session.out_count == 0 && session.all_said) {
        shutdown(line, SHUT_WR);
        return true;
    }
    return false;
}

int main(int count, char **words) {
    setvbuf(stdout, NULL, _IOLBF, 0);
    struct options options = read_options(count, words);
    catch_signals();
    uint64_t instance = draw_instance(); /* once: a program that reconnects says the same again */
    int line = connect_to(options.host, options.port);
    session_begin(&session, &options, instance, now_ms());
    bool reading = true, half_closed = false;
    while (reading || !half_closed) {
        sleep_until(session_next(&session), line, reading, session.out_count > 0 && !half_closed);
        if (told_to_end) {
            session_leave(&session, now_ms());
        }
        /* The time before the read: had this process been stopped for long, whatever came meanwhile is read before judging. */
        int64_t now = now_ms();
        reading = reading && receive(line, now);
        session_due(&session, now);
        half_closed = half_closed || transmit(line);
    }
    close(line);
    if (session.message_count > 0) {
        printf("received %zu bytes of a message that is not whole\n", session.message_count);
    }
    return (int) session.status;
}
