package io.linekeeper.sim.net;

/** The first segments of one end of a connection, sent again until they are answered. */
final class Handshake {
    /** How often a SYN is answered to one who does not confirm (tcp_synack_retries). */
    private static final int ANSWERS_GIVEN_UP = 5;

    private final Socket socket;
    private final Timer timer;
    private final RoundTrip roundTrip;
    private final int flags;
    private final int mostRepeats;
    private int repeats;
    private long sentAt;

    Handshake(Socket socket, Timer timer, RoundTrip roundTrip, boolean opens) {
        this.socket = socket;
        this.timer = timer;
        this.roundTrip = roundTrip;
        flags = opens ? Segment.SYN : Segment.SYN | Segment.ACK;
        mostRepeats = opens ? socket.host().options().handshakesGivenUp() : ANSWERS_GIVEN_UP;
    }

    void begin() {
        sentAt = socket.now();
        send();
    }

    /** The other end asked again, so our answer got lost. */
    void repeat() {
        socket.transmit(flags, 0, 0, true);
    }

    /** The other end answered. */
    void done() {
        timer.clear();
        if (repeats == 0) {
            roundTrip.sample(socket.now() - sentAt);
        }
    }

    boolean isRepeated() {
        return repeats > 0;
    }

    void expired() {
        if (repeats == mostRepeats) {
            socket.fail(SocketError.TIMED_OUT);
        } else {
            repeats++;
            send();
        }
    }

    private void send() {
        repeat();
        timer.setAfter(socket.host().options().handshakeRtoNanos() << repeats);
    }
}
