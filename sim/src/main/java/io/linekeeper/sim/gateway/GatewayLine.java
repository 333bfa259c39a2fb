package io.linekeeper.sim.gateway;

import io.linekeeper.line.Fate;
import io.linekeeper.line.Line;
import io.linekeeper.line.Step;
import io.linekeeper.line.Verdict;
import io.linekeeper.line.Witness;
import io.linekeeper.policy.LivenessPolicy;
import io.linekeeper.sim.net.Reading;
import io.linekeeper.sim.net.Socket;
import io.linekeeper.sim.net.SocketError;
import io.linekeeper.sim.net.SocketEvents;
import io.linekeeper.wire.Frame;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The real line on a simulated socket: carries out what the roll call decides, as the netty module's LineHandler does. */
public final class GatewayLine extends Line implements SocketEvents, EventLoop.Ready {
    private static final int READ_BYTES = 64 * 1024;

    private final Gateway gateway;
    private final LoopRoll roll;
    private final Socket socket;
    private final int number;
    private final Outbox outbox;
    private final LineSession session;
    private final Ends ends;
    private boolean reading = true;
    private boolean byAutoRead = true;
    private boolean autoRead = true;
    private boolean readable;
    private boolean writable;
    private boolean pausedReading;
    private long readAt;
    private long askedAt;
    private long listeningSince;
    private boolean inputEnded;
    private boolean closed;
    private boolean lifted;
    private @Nullable SocketError failure;

    GatewayLine(Gateway gateway, LoopRoll roll, Socket socket, int number) {
        this.gateway = gateway;
        this.roll = roll;
        this.socket = socket;
        this.number = number;
        outbox = new Outbox(socket);
        readAt = now();
        askedAt = readAt;
        listeningSince = readAt;
        session = new LineSession(gateway, this);
        ends = new Ends(this, socket, outbox);
    }

    /** It begins: on its loop. */
    void begin() {
        socket.events(this);
        roll.add(this, gateway.policy().withoutHeartbeat());
        gateway.ears().connected(this);
        expectWithin(gateway.handshake());
    }

    /** Unique in the whole simulation. */
    public int number() {
        return number;
    }

    /** The roll that it is on, or was. */
    public LoopRoll roll() {
        return roll;
    }

    /** Its gateway. */
    public Gateway gateway() {
        return gateway;
    }

    /** Our end of the connection. */
    public Socket socket() {
        return socket;
    }

    /** Its side of the line protocol. */
    public LineSession session() {
        return session;
    }

    /** The policy by which it is judged. */
    public LivenessPolicy policy() {
        LivenessPolicy agreed = judgedBy();
        return agreed == null ? gateway.policy() : agreed;
    }

    /** Whether it is watched, or judged and not closed. */
    public boolean isWatched() {
        return isOnRoll();
    }

    /** When bytes were last read from it, on its loop's clock. */
    public long readAt() {
        return readAt;
    }

    /** When its peer was last asked, on its loop's clock. */
    public long askedAt() {
        return askedAt;
    }

    /**
     * When the application read on, the last time that a look found it not reading, on the loop's clock. Nobody is told of a
     * pause between two looks, and none is needed: what came meanwhile is read before a verdict.
     */
    public long listeningSince() {
        return listeningSince;
    }

    /** Bytes that the kernel took from us. */
    public long handedBytes() {
        return outbox.handedBytes();
    }

    /** Whether its looks keep the user time-out, which its kernel had. */
    public boolean keepsUserTimeout() {
        return lifted;
    }

    /** Whether the application reads from it, and so listens. */
    public boolean isListening() {
        return autoRead;
    }

    /** Bytes of our own process that wait for the kernel to take them. */
    public long pendingBytes() {
        return outbox.pendingBytes();
    }

    /** What waits in our process and in the kernel. */
    Outbox outbox() {
        return outbox;
    }

    boolean isClosed() {
        return closed;
    }

    // What the kernel tells: the loop handles it in a pass of its own.

    @Override
    public void readable(Socket its) {
        readable = true;
        roll.loop().ready(this);
    }

    @Override
    public void writable(Socket its) {
        writable = true;
        roll.loop().ready(this);
    }

    @Override
    public void failed(Socket its, SocketError error) {
        failure = error;
        gateway.ears().givenUp(this, error);
        roll.loop().ready(this);
    }

    @Override
    public void handle() {
        if (closed) {
            return;
        }
        if (writable) {
            writable = false;
            outbox.flush();
        }
        if (readable && autoRead) {
            readNow();
        }
        if (failure != null && !closed) {
            fail(failure);
        }
        gateway.ears().concerned(this);
    }

    private void readNow() {
        if (closed || inputEnded) {
            return;
        }
        Reading got = socket.read(READ_BYTES);
        readable = socket.unreadBytes() > 0;
        if (got.bytes() > 0) {
            reading = false;
            readAt = now();
            hear();
            if (!isLingering()) {
                got.messages().forEach(message -> session.received((Frame) message));
            }
        }
        if (autoRead) {
            readOn();
        }
        if (got.end()) {
            inputEnded = true;
            finished();
        } else if (readable && autoRead) {
            roll.loop().ready(this);
        }
    }

    /** A read is outstanding again. */
    private void readOn() {
        byAutoRead = autoRead;
        if (!reading) {
            reading = true;
            if (isOnRoll()) {
                if (listenAgain()) {
                    roll.hasten(this);
                }
                if (pausedReading) {
                    pausedReading = false;
                    listeningSince = now();
                }
            }
        }
    }

    private boolean isReading() {
        if (reading && byAutoRead && !autoRead) {
            reading = false;
            pausedReading = true;
        }
        return reading;
    }

    /** The application reads on, or not. */
    void setAutoRead(boolean on) {
        if (on != autoRead && !closed) {
            autoRead = on;
            gateway.trace(this, on ? "reads on" : "reads no more");
            if (on) {
                readOn();
                readable = true;
                roll.loop().ready(this);
            }
        }
    }

    private boolean isLingering() {
        Verdict verdict = verdict();
        return verdict != null && verdict.fate().ending() == Fate.Ending.LINGER;
    }

    private void finished() {
        if (!isOnRoll()) {
            return;
        }
        Verdict finished = judge(Fate.FINISHED, null, sample(), now());
        tell(finished);
        if (finished != null && !closed) {
            drain(policy().drain());
            ends.closeWhenSent();
        } else if (ends.isOutputShut()) {
            ends.close();
        }
    }

    private void fail(SocketError error) {
        if (isOnRoll()) {
            tell(judge(ends.fate(error, lastSample()), error.name(), null, now()));
        }
        ends.abort();
    }

    /** Ends the line for a reason that only the application knows, unless it has been judged before. */
    void end(Fate fate, @Nullable String detail) {
        if (isOnRoll() && !closed) {
            Verdict verdict = judge(fate, detail, sample(), now());
            if (verdict != null) {
                end(verdict);
            }
        }
    }

    private void end(Verdict verdict) {
        tell(verdict);
        if (isOnRoll() && !closed) {
            ends.begin(verdict);
        }
    }

    private void tell(@Nullable Verdict verdict) {
        if (verdict != null) {
            gateway.trace(this, "verdict", verdict.fate());
            gateway.ears().verdict(this, verdict);
            session.judged(verdict);
        }
    }

    @Override
    protected Witness testify() {
        outbox.flush();
        Witness sample = sample();
        gateway.ears().sampled(this, sample);
        return sample;
    }

    private Witness sample() {
        if (!roll.hasWitness()) {
            long pending = outbox.pendingBytes();
            long handed = pending == 0 ? 0 : outbox.handedBytes();
            return Witness.ofBuffers(now(), isReading(), handed, handed + pending);
        }
        return closed ? Witness.ofBuffers(now(), false, 0, 0) : at(socket.witness(isReading()));
    }

    /** The kernel's sample on the clock of this loop. */
    private Witness at(Witness its) {
        return new Witness(
                now(),
                its.kernel(),
                its.reading(),
                its.lastDataMillis(),
                its.lastAckMillis(),
                its.acknowledged(),
                its.queued(),
                its.unackedSegments(),
                its.unsentBytes(),
                its.windowBytes(),
                its.probes(),
                its.retransmits(),
                its.rttMicros());
    }

    @Override
    protected void carryOut(Step step) {
        switch (step) {
            case LISTEN -> readNow();
            case ASK -> ask();
            case LIFT -> {
                lifted = true;
                gateway.trace(this, "keeps the user time-out itself");
                socket.userTimeout(Duration.ZERO);
            }
            case SUSPECTED -> {
                gateway.trace(this, "suspected");
                gateway.ears().suspected(this);
            }
            case RECOVERED -> {
                gateway.trace(this, "recovered");
                gateway.ears().recovered(this);
            }
            case PAUSED -> gateway.trace(this, "is not read from");
            case VERDICT -> end(Objects.requireNonNull(verdict()));
            case CUT -> cut();
            case QUIET, SAMPLE, OBSERVED -> throw new IllegalArgumentException("no line here is told " + step);
        }
    }

    private void ask() {
        askedAt = now();
        session.ask(() -> {
            if (isOnRoll()) {
                asked(sample());
            }
        });
    }

    private void cut() {
        readLastBytes();
        if (!closed) {
            ends.cut(sample());
            gateway.ears().cut(this);
        }
    }

    /** What has arrived is read first, as far as the application reads. */
    private void readLastBytes() {
        while (!closed && isReading() && socket.unreadBytes() > 0) {
            readNow();
        }
    }

    /** Sends a message of any size. */
    void send(long bytes) {
        if (!closed && verdict() == null) {
            outbox.message(bytes);
            if (outbox.isFull() && isOnRoll()) {
                watchBacklog();
                roll.hasten(this);
            }
            gateway.ears().concerned(this);
        }
    }

    /** What is still to come or to go may do so for so long. */
    void drain(Duration longest) {
        if (isOnRoll()) {
            drain(Math.toIntExact(longest.toMillis()));
            roll.hasten(this);
        }
    }

    private void expectWithin(Duration limit) {
        expectBy((int) limit.toMillis());
        roll.hasten(this);
    }

    /** The device's session is welcomed. */
    void agreeOn(LivenessPolicy policy) {
        expectationMet();
        roll.change(this, policy);
        gateway.ears().welcomed(this);
    }

    void livesFor(Duration timeToLive) {
        if (isOnRoll() && !livesAsBefore(timeToLive)) {
            roll.livesFor(this, timeToLive);
        }
    }

    @Override
    protected void answered() {
        if (isOnRoll()) {
            super.answered();
        }
    }

    @Override
    protected void makeWay() {
        if (isOnRoll()) {
            super.makeWay();
            roll.hasten(this);
        }
    }

    /** The socket is closed: the loop takes the line off its roll once what is at hand is done. */
    void closedNow() {
        if (!closed) {
            closed = true;
            roll.loop().execute(this::leave);
        }
    }

    private void leave() {
        if (!isOnRoll()) {
            return;
        }
        tell(judge(Fate.FINISHED, null, null, now()));
        roll.remove(this);
        gateway.trace(this, "closed");
        gateway.ears().closed(this);
        session.gone();
    }

    private long now() {
        return roll.loop().now();
    }

    @Override
    public String toString() {
        return "line " + number;
    }
}
