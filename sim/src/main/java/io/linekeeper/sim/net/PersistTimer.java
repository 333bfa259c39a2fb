package io.linekeeper.sim.net;

/**
 * The timer of a closed window: probes the other end, at distances that double, for as long as it acknowledges them (RFC
 * 1122 section 4.2.2.17). It shares the timer of the retransmissions, which has nothing to do then.
 *
 * <p>The user time-out counts from the first probe, acknowledged or not ({@code icsk_probes_tstamp}), until the window opens
 * for all of the kernel's segment that waits ({@code tcp_ack_probe}), or a probe finds it open. A window that opens for less
 * stops the probes, and the count goes on, even when all has been read in the end: so Linux kills a peer that does not
 * read, and one that reads slowly. To set the option changes nothing of the count. (Linux is stricter still: measured,
 * the count may go on although all fits and all has been read, ADR 17; perhaps since an acknowledgement tells of the window
 * while bytes are under way.)
 */
final class PersistTimer {
    private final Endpoint endpoint;
    private final SendSide send;
    private final Timer timer;
    private boolean active;
    private boolean counting;
    private long since;
    private int backoff;

    PersistTimer(Endpoint endpoint, SendSide send, Timer timer) {
        this.endpoint = endpoint;
        this.send = send;
        this.timer = timer;
    }

    boolean isActive() {
        return active;
    }

    /** The window takes no segment, and nothing is under way whose acknowledgement could tell of its opening. */
    void start() {
        if (!active) {
            active = true;
            backoff = 0;
            timer.setAfter(send.backedOff(backoff));
        }
    }

    /** The other end answered. */
    void acknowledged() {
        if (active) {
            counting &= !send.takesAllGathered();
            if (send.isBlockedByWindow()) {
                arm();
            } else {
                stop();
            }
        }
    }

    void expired() {
        if (!counting) {
            counting = true;
            since = endpoint.now();
        } else if (endpoint.userTimeoutNanos() > 0 && endpoint.now() - since >= endpoint.userTimeoutNanos()) {
            endpoint.fail(SocketError.TIMED_OUT);
            return;
        }
        if (send.probes() >= send.mostRetries(send.backedOff(backoff))) {
            endpoint.fail(SocketError.TIMED_OUT);
        } else if (send.hasWindow()) {
            counting = false;
            stop();
            send.sendPart();
        } else {
            send.sendProbe();
            backoff = Math.min(backoff + 1, endpoint.host().options().retransmitsGivenUp());
            arm();
        }
    }

    private void stop() {
        active = false;
        timer.clear();
    }

    private void arm() {
        long nanos = send.backedOff(backoff);
        timer.setAfter(counting ? send.withinUserTimeout(nanos, since) : nanos);
    }
}
