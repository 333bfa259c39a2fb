package io.linekeeper.sim.net;

/**
 * TCP keepalive as Linux has it (tcp_keepalive_timer): it does not run while anything is under way or waits to be sent;
 * whatever arrives postpones it; and the user time-out replaces the number of probes.
 */
final class Keepalive {
    private final Endpoint endpoint;
    private final SendSide send;
    private final Timer timer;
    private boolean enabled;
    private long idle;
    private long interval;
    private int mostProbes;

    Keepalive(Endpoint endpoint, SendSide send) {
        this.endpoint = endpoint;
        this.send = send;
        timer = new Timer(endpoint.host(), this::expired);
    }

    void enable(long idleNanos, long intervalNanos, int probes) {
        enabled = true;
        idle = idleNanos;
        interval = intervalNanos;
        mostProbes = probes;
        start();
    }

    /** The connection is there. */
    void start() {
        if (enabled && endpoint.isConnected()) {
            timer.setAfter(idle);
        }
    }

    void discard() {
        timer.discard();
    }

    private void expired() {
        long elapsed = endpoint.now() - endpoint.heardNanos();
        if (!send.isIdle()) {
            timer.setAfter(idle);
        } else if (elapsed < idle) {
            timer.setAfter(idle - elapsed);
        } else if (isGivenUp(elapsed)) {
            endpoint.reset();
            endpoint.fail(SocketError.TIMED_OUT);
        } else {
            send.sendProbe();
            timer.setAfter(interval);
        }
    }

    private boolean isGivenUp(long elapsed) {
        long limit = endpoint.userTimeoutNanos();
        return limit > 0 ? elapsed >= limit && send.probes() > 0 : send.probes() >= mostProbes;
    }
}
