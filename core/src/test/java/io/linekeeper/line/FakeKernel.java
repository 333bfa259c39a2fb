package io.linekeeper.line;

import java.time.Duration;

/**
 * Our kernel's half of one connection, as far as a witness tells of it: what is queued and acknowledged, retransmission and
 * window probes with their back-off, keepalive, and bytes that nobody has read yet.
 */
final class FakeKernel {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long FIRST_RTO = Duration.ofMillis(200).toNanos();
    /** Timers fire at the tick of the kernel after their time. */
    private static final long TIMER_LATE = Duration.ofMillis(4).toNanos();

    private static final long PACE = Duration.ofMillis(100).toNanos();

    /** Whether packets pass, either way. */
    boolean path = true;
    /** Whether the peer's receive window is open. */
    boolean window = true;
    /** Bytes a second that the peer takes, or 0 for as fast as they come. */
    long rate;

    long rtt = Duration.ofMillis(2).toNanos();
    long longestRto = Duration.ofMinutes(2).toNanos();
    long sendBuffer = 1 << 20;
    /** The kernel's own unit of time, in milliseconds: 1 for HZ=1000, 10 for HZ=100. */
    long jiffy = 1;
    /** Room in the peer's buffer, of which it tells with each acknowledgement. */
    long room = 65_536;

    private long offered = room;
    /** How many bytes are counted twice as long as anything is under way. */
    long countedTwice;

    private final Scene scene;
    private final Runnable onAcknowledged;

    long written;
    long acknowledged;
    long lastData;
    long lastAck;
    int probes;
    int retransmits;

    private long rto = FIRST_RTO;
    private boolean sending;

    FakeKernel(Scene scene, Runnable onAcknowledged) {
        this.scene = scene;
        this.onAcknowledged = onAcknowledged;
        lastData = scene.now();
        lastAck = scene.now();
    }

    void write(long bytes) {
        written += bytes;
        if (!sending) {
            transmit();
        }
    }

    /** Bytes that have left our own buffer. */
    long handed() {
        return Math.min(written, acknowledged + sendBuffer);
    }

    /** The peer reads again, and its kernel says so. */
    void openWindow() {
        window = true;
        lastAck = scene.now();
        rto = FIRST_RTO;
        acknowledge();
    }

    /** A segment of the peer reaches us, and what it carries waits to be read. */
    void receive() {
        lastData = scene.now();
        lastAck = scene.now();
    }

    private void transmit() {
        sending = acknowledged < written;
        if (!sending) {
            return;
        }
        if (!path) {
            scene.afterNanos(rto, this::timeOut);
            rto = Math.min(2 * rto, longestRto);
            return;
        }
        scene.afterNanos(rate > 0 ? PACE : rtt, this::acknowledge);
    }

    private void timeOut() {
        if (window) {
            retransmits++;
        } else {
            probes++;
        }
        transmit();
    }

    private void acknowledge() {
        if (!path) {
            transmit();
            return;
        }
        lastAck = scene.now();
        probes = 0;
        retransmits = 0;
        if (!window) {
            scene.afterNanos(rto, this::transmit);
            rto = Math.min(2 * rto, longestRto);
            return;
        }
        rto = FIRST_RTO;
        long most = rate > 0 ? rate * PACE / 1_000_000_000 : Long.MAX_VALUE - acknowledged;
        acknowledged = Math.min(handed(), acknowledged + most);
        offered = room;
        onAcknowledged.run();
        transmit();
    }

    /** Probes an idle line by TCP's keepalive rule until it gives up. */
    void keepAlive(Duration idle, Duration interval, int count, Runnable onGivenUp) {
        long due = Math.max(lastData, lastAck) + idle.toNanos();
        if (probes == 0 && scene.now() < due) {
            scene.afterNanos(due - scene.now() + TIMER_LATE, () -> keepAlive(idle, interval, count, onGivenUp));
        } else if (path) {
            probes = 0;
            lastAck = scene.now();
            keepAlive(idle, interval, count, onGivenUp);
        } else if (probes == count) {
            probes = 0;
            onGivenUp.run();
        } else {
            probes++;
            scene.after(interval, () -> keepAlive(idle, interval, count, onGivenUp));
        }
    }

    Witness testify(boolean reading) {
        long unacked = handed() - acknowledged;
        return new Witness(
                scene.now(),
                true,
                reading,
                age(lastData),
                age(lastAck),
                acknowledged,
                handed() + (unacked > 0 ? countedTwice : 0),
                window && unacked > 0 ? 1 : 0,
                window ? 0 : unacked,
                window ? offered : 0,
                probes,
                retransmits,
                rtt / 1_000);
    }

    private long age(long moment) {
        long unit = jiffy * NANOS_PER_MILLI;
        return (scene.now() / unit - moment / unit) * jiffy;
    }
}
