package io.linekeeper.sim.net;

/**
 * The sending half of a socket: what is written, what is under way, and its retransmission (RFC 9293, RFC 6298). After a
 * time-out one segment is sent at a time until new data are acknowledged; then all that was under way is sent again, since
 * a receiver here keeps nothing that came after a hole.
 */
final class SendSide {
    /** How often a socket whose program closed it retransmits (tcp_orphan_retries). */
    private static final int ORPHAN_RETRIES = 8;
    /** What is written is gathered into segments of up to so many bytes, which are cut up when they are sent. */
    private static final long MOST_GATHERED = 64 * 1024;

    private final Endpoint endpoint;
    private final NetworkOptions options;
    private final Tape tape;
    private final RoundTrip roundTrip;
    private final Timer timer;
    private final PersistTimer persist;
    private final Offsets inFlight = new Offsets();
    private long longestRto;
    private long unacknowledged;
    private long next;
    private long edge;
    private boolean finished;
    private boolean timedOut;
    private int sentAgain;
    private int retransmits;
    private int probes;
    private long troubledSince;
    private boolean wantsRoom;
    private long lowWater = Long.MAX_VALUE;

    SendSide(Endpoint endpoint, Tape tape, RoundTrip roundTrip, Timer timer) {
        this.endpoint = endpoint;
        this.tape = tape;
        this.roundTrip = roundTrip;
        this.timer = timer;
        options = endpoint.host().options();
        longestRto = options.longestRtoNanos();
        persist = new PersistTimer(endpoint, this, timer);
    }

    // What the program does.

    boolean write(Object message, int bytes) {
        if (bytes < 1 || bytes > options.sendBuffer()) {
            throw new IllegalArgumentException(
                    "a message of " + bytes + " bytes; choose from 1 to the send buffer's " + options.sendBuffer());
        }
        if (bytes > room() || unsent() >= lowWater) {
            wantsRoom = true;
            return false;
        }
        tape.write(message, bytes);
        return true;
    }

    /** FIN follows what was written. */
    void finish() {
        finished = true;
    }

    void lowWater(long bytes) {
        lowWater = bytes;
    }

    void longestRto(long nanos) {
        longestRto = nanos;
    }

    // What it sends.

    /** The window of the other end as the handshake tells it. */
    void begin(long firstEdge) {
        edge = firstEdge;
    }

    /** Sends what may be sent now. */
    void push() {
        if (timedOut) {
            return;
        }
        while (sentAgain < inFlight.size()) {
            sendAgain(sentAgain++);
        }
        while (next < end() && inFlight.size() < options.segmentsInFlight() && fits()) {
            sendNew(size());
        }
        if (inFlight.isEmpty() && next < end()) {
            persist.start();
        }
        if (wantsRoom) {
            tellRoom();
        }
    }

    /** Sends as much as the window takes, if less than a segment: what a window probe does when it has opened a little. */
    void sendPart() {
        sendNew((int) Math.min(edge - next, size()));
    }

    /** A segment from before the window, which any kernel acknowledges. */
    void sendProbe() {
        probes++;
        endpoint.transmit(0, unacknowledged - 1, 0, true);
    }

    private boolean fits() {
        return size() <= edge - next;
    }

    private int size() {
        return (int) Math.min(options.mss(), end() - next);
    }

    private void sendNew(int size) {
        endpoint.transmit(next + size > tape.length() ? Segment.FIN : 0, next, size, false);
        next += size;
        inFlight.add(next);
        sentAgain++;
        roundTrip.time(next, endpoint.now());
        if (inFlight.size() == 1) {
            timer.setAfter(backedOff(retransmits));
        }
    }

    private void sendAgain(int index) {
        long from = index == 0 ? unacknowledged : inFlight.get(index - 1);
        long to = inFlight.get(index);
        endpoint.transmit(to > tape.length() ? Segment.FIN : 0, from, (int) (to - from), true);
        roundTrip.forget();
    }

    // What it hears.

    /**
     * An acknowledgement came.
     *
     * @return whether it was not older than one before
     */
    boolean acknowledged(long ack, long newEdge) {
        if (ack < unacknowledged || ack > next) {
            return false;
        }
        probes = 0;
        edge = Math.max(edge, newEdge);
        if (ack > unacknowledged) {
            advance(ack);
        }
        persist.acknowledged();
        push();
        return true;
    }

    private void advance(long ack) {
        unacknowledged = ack;
        while (!inFlight.isEmpty() && inFlight.get(0) <= ack) {
            inFlight.removeFirst();
            sentAgain = Math.max(0, sentAgain - 1);
        }
        roundTrip.acknowledged(ack, endpoint.now());
        retransmits = 0;
        timedOut = false;
        if (inFlight.isEmpty()) {
            timer.clear();
        } else {
            timer.setAfter(backedOff(retransmits));
        }
    }

    private void tellRoom() {
        if (3 * room() >= options.sendBuffer() && unsent() < lowWater) {
            wantsRoom = false;
            endpoint.notices().writable();
        }
    }

    // What its timer does.

    void expired() {
        if (inFlight.isEmpty()) {
            persist.expired();
        } else if (isGivenUp()) {
            endpoint.fail(SocketError.TIMED_OUT);
        } else {
            retransmit();
        }
    }

    private void retransmit() {
        if (retransmits++ == 0) {
            troubledSince = endpoint.now();
        }
        timedOut = true;
        sentAgain = 1;
        sendAgain(0);
        timer.setAfter(withinUserTimeout(backedOff(retransmits), troubledSince));
    }

    /** The user time-out replaces the number of retransmissions, and counts from the first one. */
    private boolean isGivenUp() {
        long limit = endpoint.userTimeoutNanos();
        if (limit > 0) {
            return retransmits > 0 && endpoint.now() - troubledSince >= limit;
        }
        return retransmits >= mostRetries(backedOff(retransmits));
    }

    /** The retransmission time-out after so many in vain. */
    long backedOff(int times) {
        return Math.min(rtoNanos() << Math.min(times, 24), longestRto);
    }

    /** How many retransmissions or probes are given, when they have backed off to this. */
    int mostRetries(long backedOffNanos) {
        if (!endpoint.isClosed()) {
            return options.retransmitsGivenUp();
        }
        return backedOffNanos < longestRto ? ORPHAN_RETRIES : 0;
    }

    /** So long, but not past the user time-out that counts from a time. */
    long withinUserTimeout(long nanos, long since) {
        long limit = endpoint.userTimeoutNanos();
        return limit > 0 ? Math.min(nanos, Math.max(1_000_000, since + limit - endpoint.now())) : nanos;
    }

    /** The kernel gave the connection up: nothing is under way any more. */
    void wipe() {
        inFlight.clear();
        sentAgain = 0;
        probes = 0;
        retransmits = 0;
    }

    // What it knows.

    /** The offset after all that is to be sent, with FIN. */
    private long end() {
        return finished ? tape.length() + 1 : tape.length();
    }

    private long room() {
        return options.sendBuffer() - (tape.length() - acknowledgedBytes());
    }

    long rtoNanos() {
        return roundTrip.rtoNanos();
    }

    long next() {
        return next;
    }

    long acknowledgedBytes() {
        return Math.min(unacknowledged, tape.length());
    }

    long unsent() {
        return Math.max(0, tape.length() - next);
    }

    long window() {
        return edge - unacknowledged;
    }

    int segmentsInFlight() {
        return inFlight.size();
    }

    int retransmits() {
        return retransmits;
    }

    int probes() {
        return probes;
    }

    boolean hasWindow() {
        return edge > next;
    }

    /** Whether the next segment does not fit into the window. */
    boolean isBlockedByWindow() {
        return next < end() && !fits();
    }

    /** Whether the window takes all that waits of the segment that comes next, as it was gathered. */
    boolean takesAllGathered() {
        long border = (next / MOST_GATHERED + 1) * MOST_GATHERED;
        return Math.min(end(), border) <= edge;
    }

    boolean isProbingWindow() {
        return persist.isActive();
    }

    /** Whether nothing is under way and nothing waits to be sent: only then does keepalive run. */
    boolean isIdle() {
        return unacknowledged == end();
    }

    /** Whether FIN follows what was written. */
    boolean isShut() {
        return finished;
    }

    /** Whether FIN was sent and acknowledged. */
    boolean isFinished() {
        return finished && isIdle();
    }
}
