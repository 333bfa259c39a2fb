package io.linekeeper.sim.net;

/**
 * TCP keepalive as Linux has it (tcp_keepalive_timer): it does not run while anything is under way or waits to be sent;
 * whatever arrives postpones it; and the user time-out replaces the number of probes.
 */
final class Keepalive {
    private final Socket socket;
    private final SendSide send;
    private final Timer timer;
    private boolean enabled;
    private long idle;
    private long interval;
    private int mostProbes;

    Keepalive(Socket socket, SendSide send) {
        this.socket = socket;
        this.send = send;
        timer = new Timer(socket.host(), this::expired);
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
        if (enabled && socket.isConnected()) {
            timer.setAfter(idle);
        }
    }

    void discard() {
        timer.discard();
    }

    private void expired() {
        long elapsed = socket.now() - socket.heardNanos();
        if (!send.isIdle()) {
            timer.setAfter(idle);
        } else if (elapsed < idle) {
            timer.setAfter(idle - elapsed);
        } else if (isGivenUp(elapsed)) {
            socket.reset();
            socket.fail(SocketError.TIMED_OUT);
        } else {
            send.sendProbe();
            timer.setAfter(interval);
        }
    }

    private boolean isGivenUp(long elapsed) {
        long limit = socket.userTimeoutNanos();
        return limit > 0 ? elapsed >= limit && send.probes() > 0 : send.probes() >= mostProbes;
    }
}
