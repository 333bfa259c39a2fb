package io.linekeeper.sim.net;

import io.linekeeper.line.Witness;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One end of a TCP connection, as its program sees it. */
public final class Socket {
    /** How long the kernel keeps what is left of a connection: tcp_fin_timeout, and TIME_WAIT. */
    private static final long LAST_WAIT_NANOS = 60_000_000_000L;

    private enum State {
        OPENING,
        CONNECTED,
        /** Both ends are finished: only a repeated FIN is answered. */
        FINISHED,
        GONE
    }

    private final Flow flow;
    private final int end;
    private final Host host;
    private final SendSide send;
    private final ReceiveSide receive;
    private final Keepalive keepalive;
    private final Handshake handshake;
    private final RoundTrip roundTrip;
    private final Timer sendTimer;
    private final Timer lastTimer;
    private final Notices notices = new Notices(this);
    private @Nullable Consumer<Socket> accepted;
    private State state = State.OPENING;
    private boolean closed;
    private boolean outputShut;
    private long userTimeout;
    private long lastData;
    private long lastAck;
    private long attempts;

    Socket(Flow flow, int end) {
        this.flow = flow;
        this.end = end;
        host = flow.host(end);
        roundTrip = new RoundTrip(host.options());
        sendTimer = new Timer(host, this::sendTimerExpired);
        lastTimer = new Timer(host, this::remove);
        send = new SendSide(this, flow.tape(end), roundTrip, sendTimer);
        receive = new ReceiveSide(flow.tape(1 - end), host.options());
        keepalive = new Keepalive(this, send);
        handshake = new Handshake(this, sendTimer, roundTrip, end == Flow.OPENER);
        lastData = now();
        lastAck = now();
        host.add(this);
    }

    // For the program.

    /** Who is told what happens; what waits already is told at once (in an event of its own). */
    public void events(SocketEvents events) {
        notices.to(events);
    }

    /**
     * Hands a message to the kernel, whole or not at all. Before the handshake is done it waits for that.
     *
     * @param bytes its length, 1 or more
     * @return whether it was taken; if not, the send buffer has no room ({@link SocketEvents#writable} tells when a third of
     *     it is free), or the socket is not open
     * @throws IllegalArgumentException if the message is longer than the send buffer
     * @throws IllegalStateException after {@link #shutdownOutput}
     */
    public boolean write(Object message, int bytes) {
        if (!isOpen()) {
            return false;
        }
        if (outputShut) {
            throw new IllegalStateException("the output of this socket is shut; write before shutting it");
        }
        boolean taken = send.write(message, bytes);
        push();
        return taken;
    }

    /** Takes what has arrived, at most so many bytes. */
    public Reading read(int mostBytes) {
        Reading reading = receive.read(mostBytes);
        if (state == State.CONNECTED && receive.isUpdateDue()) {
            acknowledge();
        }
        return reading;
    }

    /** Bytes that have arrived and were not read. */
    public int unreadBytes() {
        return receive.unread();
    }

    /** Whether it was neither closed here nor given up by the kernel. */
    public boolean isOpen() {
        return !closed && state != State.GONE;
    }

    /** Bytes written so far. */
    public long queued() {
        return flow.tape(end).length();
    }

    /**
     * What TCP_INFO tells now. A socket that the kernel gave up has nothing unacknowledged and no probes, as on Linux.
     *
     * @param reading whether the program has a read outstanding
     */
    public Witness witness(boolean reading) {
        return new Witness(
                now(),
                true,
                reading,
                (now() - lastData) / 1_000_000,
                (now() - lastAck) / 1_000_000,
                send.acknowledgedBytes(),
                queued(),
                send.segmentsInFlight(),
                send.unsent(),
                send.window(),
                send.probes(),
                send.retransmits(),
                roundTrip.smoothedNanos() / 1_000);
    }

    /** Switches TCP keepalive on (SO_KEEPALIVE, TCP_KEEPIDLE, TCP_KEEPINTVL, TCP_KEEPCNT). */
    public void keepAlive(Duration idle, Duration interval, int probes) {
        keepalive.enable(idle.toNanos(), interval.toNanos(), probes);
    }

    /** Sets TCP_USER_TIMEOUT; zero switches it off. It does not limit the handshake, as it would on Linux. */
    public void userTimeout(Duration limit) {
        userTimeout = limit.toNanos();
    }

    /** Sets TCP_RTO_MAX_MS: where the back-off of this socket's retransmissions and probes stops. */
    public void longestRto(Duration longest) {
        send.longestRto(longest.toNanos());
    }

    /**
     * Sets TCP_NOTSENT_LOWAT: writes are refused while so many bytes have not been sent, and {@link SocketEvents#writable}
     * comes when fewer are.
     */
    public void notSentLowWater(long bytes) {
        send.lowWater(bytes);
    }

    /** Sends FIN after what was written; reading goes on. */
    public void shutdownOutput() {
        if (isOpen() && !outputShut) {
            outputShut = true;
            send.finish();
            push();
        }
    }

    /** Closes: FIN after what was written, or a reset if bytes wait unread. */
    public void close() {
        if (!isOpen()) {
            closed = true;
        } else if (state == State.OPENING) {
            closed = true;
            remove();
        } else if (receive.unread() > 0) {
            abort();
        } else {
            shutdownOutput();
            closed = true;
            settle();
        }
    }

    /** Closes with a reset, and forgets what was written (linger 0). */
    public void abort() {
        closed = true;
        if (state == State.CONNECTED) {
            reset();
        }
        remove();
    }

    /** The host that it is on. */
    public Host host() {
        return host;
    }

    /** The host of the other end. */
    public Host peer() {
        return flow.host(1 - end);
    }

    /** The number of the connection, the same at both ends. */
    public long flow() {
        return flow.number();
    }

    /** The other end, or null if there is none (any more); for oracles only. */
    public @Nullable Socket otherEnd() {
        Socket other = flow.end(1 - end);
        return other == null || other.state == State.FINISHED ? null : other;
    }

    /** What the network did to this connection; for oracles only. */
    public Impairment impairment() {
        return flow.impairment();
    }

    // For the kernel.

    /** Begins a connection. */
    void open(SocketEvents events) {
        notices.to(events);
        handshake.begin();
    }

    /** Answers one who begins a connection. */
    void take(Segment syn, Consumer<Socket> whoAccepts) {
        accepted = whoAccepts;
        send.begin(syn.edge);
        handshake.begin();
    }

    void arrive(Segment segment) {
        if (segment.is(Segment.RST)) {
            fail(state == State.OPENING ? SocketError.REFUSED : SocketError.RESET);
        } else if (state == State.OPENING) {
            arriveOpening(segment);
        } else if (segment.is(Segment.SYN) || segment.end() < receive.next()) {
            acknowledge();
        } else if (closed && segment.length > (segment.is(Segment.FIN) ? 1 : 0) && segment.end() > receive.next()) {
            abort();
        } else {
            arriveInOrder(segment);
        }
    }

    private void arriveOpening(Segment segment) {
        if (end == Flow.OPENER) {
            send.begin(segment.edge);
            connected();
            acknowledge();
            notices.connected();
            push();
        } else if (segment.is(Segment.SYN)) {
            handshake.repeat();
        } else {
            connected();
            if (accepted != null) {
                notices.accepted(accepted);
            }
            arriveInOrder(segment);
        }
    }

    private void connected() {
        state = State.CONNECTED;
        lastData = now();
        lastAck = now();
        handshake.done();
        keepalive.start();
    }

    private void arriveInOrder(Segment segment) {
        if (send.acknowledged(segment.ack, segment.edge)) {
            lastAck = now();
        }
        if (segment.length > 0 && receive.take(segment)) {
            lastData = now();
            notices.readable();
        }
        if (segment.length > 0) {
            acknowledge();
        }
        settle();
    }

    /** After the last acknowledgement, or the last FIN, what is left of a closed socket waits and goes. */
    private void settle() {
        if (closed && state == State.CONNECTED && send.isFinished()) {
            if (receive.isFinished()) {
                state = State.FINISHED;
            }
            if (receive.isFinished() || !lastTimer.isSet()) {
                lastTimer.setAfter(LAST_WAIT_NANOS);
            }
        }
    }

    private void sendTimerExpired() {
        if (state == State.OPENING) {
            handshake.expired();
        } else {
            send.expired();
        }
    }

    /** The kernel gives the connection up. */
    void fail(SocketError error) {
        if (accepted == null || state != State.OPENING) {
            notices.failed(error);
        }
        remove();
    }

    /** Its host crashed. */
    void vanish() {
        closed = true;
        remove();
    }

    private void remove() {
        state = State.GONE;
        send.wipe();
        sendTimer.discard();
        lastTimer.discard();
        keepalive.discard();
        host.remove(this);
        flow.remove(end);
    }

    void transmit(int flags, long seq, int length, boolean numbered) {
        long attempt = numbered ? ++attempts : 0;
        flow.send(new Segment(flow, end, flags, seq, length, receive.next(), receive.advertise(), attempt));
    }

    /** Tells the other end that the connection is over. */
    void reset() {
        transmit(Segment.RST, send.next(), 0, true);
    }

    private void acknowledge() {
        transmit(Segment.ACK, send.next(), 0, true);
    }

    private void push() {
        if (state == State.CONNECTED) {
            send.push();
        }
    }

    Notices notices() {
        return notices;
    }

    long now() {
        return host.agenda().now();
    }

    /** When it last heard the other end's kernel. */
    long heardNanos() {
        return lastData - lastAck > 0 ? lastData : lastAck;
    }

    long userTimeoutNanos() {
        return userTimeout;
    }

    long rtoNanos() {
        return roundTrip.rtoNanos();
    }

    boolean isConnected() {
        return state == State.CONNECTED;
    }

    boolean isClosed() {
        return closed;
    }

    /** Whether the kernel alone still keeps it. */
    boolean isOrphan() {
        return closed;
    }

    boolean isRetransmitting() {
        return state == State.OPENING ? handshake.isRepeated() : send.retransmits() > 0;
    }

    boolean isProbingWindow() {
        return send.isProbingWindow();
    }

    /** Whether bytes or the end of the stream wait. */
    boolean hasNews() {
        return receive.unread() > 0 || receive.isAtEnd();
    }
}
