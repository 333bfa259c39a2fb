package io.linekeeper.sim.net;

/** The first segments of one end of a connection, sent again until they are answered. */
final class Handshake {
    /** How often a SYN is answered to one who does not confirm (tcp_synack_retries). */
    private static final int ANSWERS_GIVEN_UP = 5;

    private final Endpoint endpoint;
    private final Timer timer;
    private final RoundTrip roundTrip;
    private final int flags;
    private final int mostRepeats;
    private int repeats;
    private long sentAt;

    Handshake(Endpoint endpoint, Timer timer, RoundTrip roundTrip, boolean opens) {
        this.endpoint = endpoint;
        this.timer = timer;
        this.roundTrip = roundTrip;
        flags = opens ? Segment.SYN : Segment.SYN | Segment.ACK;
        mostRepeats = opens ? endpoint.host().options().handshakesGivenUp() : ANSWERS_GIVEN_UP;
    }

    void begin() {
        sentAt = endpoint.now();
        send();
    }

    /** The other end asked again, so our answer got lost. */
    void repeat() {
        endpoint.transmit(flags, 0, 0, true);
    }

    /** The other end answered. */
    void done() {
        timer.clear();
        if (repeats == 0) {
            roundTrip.sample(endpoint.now() - sentAt);
        }
    }

    boolean isRepeated() {
        return repeats > 0;
    }

    void expired() {
        if (repeats == mostRepeats) {
            endpoint.fail(SocketError.TIMED_OUT);
        } else {
            repeats++;
            send();
        }
    }

    private void send() {
        repeat();
        timer.setAfter(endpoint.host().options().handshakeRtoNanos() << repeats);
    }
}
