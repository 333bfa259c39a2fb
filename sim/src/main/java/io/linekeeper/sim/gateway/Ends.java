package io.linekeeper.sim.gateway;

import io.linekeeper.line.Fate;
import io.linekeeper.line.Verdict;
import io.linekeeper.line.Witness;
import io.linekeeper.sim.net.Socket;
import io.linekeeper.sim.net.SocketError;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a connection is ended: as Ending, Closing and SocketError of the netty module do it. */
final class Ends {
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final GatewayLine line;
    private final Socket socket;
    private final Outbox outbox;
    private boolean outputShut;

    Ends(GatewayLine line, Socket socket, Outbox outbox) {
        this.line = line;
        this.socket = socket;
        this.outbox = outbox;
    }

    boolean isOutputShut() {
        return outputShut;
    }

    /** Begins the end of a judged line. */
    void begin(Verdict verdict) {
        Duration drain = line.policy().drain();
        switch (verdict.fate().ending()) {
            case ABORT -> abort();
            case CLOSE -> {
                if (outbox.pendingBytes() > 0) {
                    line.drain(drain);
                }
                outbox.afterChannel(this::close);
            }
            case DRAIN -> halfClose(drain);
            case LINGER -> halfClose(drain.compareTo(MOMENT) < 0 ? drain : MOMENT);
            case FINISH -> {
                line.drain(drain);
                closeWhenSent();
            }
        }
    }

    private void halfClose(Duration drain) {
        line.drain(drain);
        line.setAutoRead(true);
        outbox.afterChannel(this::shutdownOutput);
    }

    private void shutdownOutput() {
        if (!line.isClosed() && !outputShut) {
            outputShut = true;
            socket.shutdownOutput();
        }
    }

    /** The peer has ended its side: what was written is still sent. */
    void closeWhenSent() {
        outbox.afterChannel(this::close);
    }

    void abort() {
        if (!line.isClosed()) {
            socket.abort();
            line.closedNow();
        }
    }

    void close() {
        if (!line.isClosed()) {
            Duration longest = line.policy().drain();
            socket.userTimeout(longest.isZero() ? Duration.ofMillis(1) : longest);
            socket.close();
            line.closedNow();
        }
    }

    /** The drain deadline has passed. */
    void cut(Witness sample) {
        boolean underWay = sample.hasBacklog() || sample.unackedSegments() > 0 || outbox.pendingBytes() > 0;
        if (underWay || !sample.kernel()) {
            abort();
        } else {
            close();
        }
    }

    /** What an error says of the fate, heard together with what was sampled before the kernel gave up. */
    Fate fate(SocketError error, @Nullable Witness before) {
        boolean didNotRead = before != null
                && before.kernel()
                && before.hasBacklog()
                && before.windowBytes() == 0
                && before.probes() == 0
                && before.retransmits() == 0;
        return switch (error) {
            case TIMED_OUT -> didNotRead ? Fate.STALLED : Fate.UNREACHABLE;
            case RESET, REFUSED -> Fate.RESET;
        };
    }
}
