package io.linekeeper.sim.net;

import io.linekeeper.line.Witness;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's side of a {@link Socket}: its state from the handshake to the last acknowledgement, and what it does with the
 * segments that arrive.
 */
final class Endpoint {
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
    private final Socket socket;
    private final Notices notices;
    private @Nullable Consumer<Socket> accepted;
    private State state = State.OPENING;
    private boolean closed;
    private long userTimeout;
    private long lastData;
    private long lastAck;
    private long attempts;

    Endpoint(Flow flow, int end) {
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
        socket = new Socket(this);
        notices = new Notices(this, socket);
        host.add(this);
    }

    // What the program does.

    boolean write(Object message, int bytes) {
        if (!isOpen()) {
            return false;
        }
        if (send.isShut()) {
            throw new IllegalStateException("the output of this socket is shut; write before shutting it");
        }
        boolean taken = send.write(message, bytes);
        push();
        return taken;
    }

    Reading read(int mostBytes) {
        Reading reading = receive.read(mostBytes);
        if (state == State.CONNECTED && receive.isUpdateDue()) {
            acknowledge();
        }
        return reading;
    }

    Witness witness(boolean reading) {
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

    void userTimeout(long nanos) {
        userTimeout = nanos;
    }

    void shutdownOutput() {
        if (isOpen()) {
            send.finish();
            push();
        }
    }

    void close() {
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

    void abort() {
        closed = true;
        if (state == State.CONNECTED) {
            reset();
        }
        remove();
    }

    // What arrives, and what its timers do.

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

    // What it is.

    Flow flow() {
        return flow;
    }

    Host host() {
        return host;
    }

    Host peer() {
        return flow.host(1 - end);
    }

    Socket socket() {
        return socket;
    }

    /** The other end, unless there is nothing of it left but its last wait. */
    @Nullable
    Endpoint otherEnd() {
        Endpoint other = flow.end(1 - end);
        return other == null || other.state == State.FINISHED ? null : other;
    }

    SendSide send() {
        return send;
    }

    Keepalive keepalive() {
        return keepalive;
    }

    boolean isOpen() {
        return !closed && state != State.GONE;
    }

    long queued() {
        return flow.tape(end).length();
    }

    int unread() {
        return receive.unread();
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

    boolean isOpening() {
        return state == State.OPENING;
    }

    boolean isConnected() {
        return state == State.CONNECTED;
    }

    /** Whether its program closed it, so that the kernel alone keeps what is left. */
    boolean isClosed() {
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
