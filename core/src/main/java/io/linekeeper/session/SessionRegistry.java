package io.linekeeper.session;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Gives each device its one session. Pure: its methods are events, and what it decides it tells to the lines, the listener
 * and the {@link Errands}. Not thread-safe: one thread, or one executor, calls all of it.
 *
 * <p>Of each device at most one line is live, and at most one more drains; further ones wait. Only one claim of a device is
 * at the directory at a time. When it is answered, the latest of the lines that wait goes next, and the others, which never
 * were sessions, are told that they are superseded.
 *
 * <p>A takeover is told in this order: {@link SessionListener#superseded}, {@link SessionLine#superseded} to the old line,
 * {@link SessionListener#connected}, and {@link SessionLine#admitted} to the new one. So no listener hears of a session while
 * the one before lives, and none hears from a device before it has heard that it is there. If the new line is gone by then,
 * its session is connected and ended in one breath: the directory had given it to nobody else.
 *
 * <p>Everybody is told after all state stands, so whoever is told may call back at once. What one of them throws is thrown
 * on when all others have been told.
 */
public final class SessionRegistry {

    /** What is to be done at the {@link SessionDirectory}; the answer comes back as an event. */
    public interface Errands {
        /** Make the claim; answered once by {@link SessionRegistry#claimed} or {@link SessionRegistry#claimFailed}. */
        void claim(Claim claim);

        /** Release the session; nobody waits for an answer. */
        void release(Session session);
    }

    private final String node;
    private final Errands errands;
    private final SessionListener listener;
    private final BattleRule battles;
    private final Map<DeviceId, DeviceLines> devices = new HashMap<>();
    private final IdentityHashMap<SessionLine, DeviceLine> lines = new IdentityHashMap<>();
    private final Census census = new Census();
    private final Orders orders = new Orders();
    private long highestEpoch;

    /** No sessions yet. */
    public SessionRegistry(String node, Errands errands, SessionListener listener, BattleRule battles) {
        this.node = node;
        this.errands = errands;
        this.listener = listener;
        this.battles = battles;
    }

    /**
     * A line has proven its device, and wants to be its session. Answered by {@link SessionLine#admitted},
     * {@link SessionLine#refused} or, if a later one goes before it, {@link SessionLine#superseded}; not at all if
     * {@link #judged} or {@link #closed} comes first.
     *
     * @param instance what the device said of who reconnects here
     * @param nowNanos the clock now, which only goes forwards
     * @throws IllegalStateException if the line has arrived before and is not gone
     */
    public void arrived(SessionLine line, DeviceId device, long instance, long nowNanos) {
        if (lines.containsKey(line)) {
            throw new IllegalStateException("line " + line.number() + " has arrived already; let each arrive once");
        }
        DeviceLines entry = devices.computeIfAbsent(device, id -> new DeviceLines(id, this, battles));
        DeviceLine newcomer = new DeviceLine(line, entry, instance, nowNanos, census);
        lines.put(line, newcomer);
        entry.arrived(newcomer);
        conclude(entry);
    }

    /**
     * The directory has answered the device's claim.
     *
     * @throws IllegalStateException if no claim of the device is to be answered
     */
    public void claimed(DeviceId device, Claimed outcome) {
        DeviceLines entry = claiming(device);
        if (outcome instanceof Claimed.Granted granted) {
            saw(granted.session());
            entry.granted(granted.session());
        } else if (outcome instanceof Claimed.Conflict conflict) {
            conflict.current().ifPresent(this::saw);
            entry.conflicted(conflict.current());
        }
        conclude(entry);
    }

    /**
     * The directory could not answer the device's claim.
     *
     * @throws IllegalStateException if no claim of the device is to be answered
     */
    public void claimFailed(DeviceId device) {
        DeviceLines entry = claiming(device);
        entry.failed();
        conclude(entry);
    }

    /** The line has its verdict: it is no session any more, but may drain. Any line, any number of times. */
    public void judged(SessionLine line) {
        DeviceLine known = lines.get(line);
        if (known != null) {
            known.device.judged(known);
            conclude(known.device);
        }
    }

    /** The line is closed. Any line, any number of times. */
    public void closed(SessionLine line) {
        DeviceLine known = lines.get(line);
        if (known != null) {
            known.device.closed(known);
            conclude(known.device);
        }
    }

    /** How many lines are their device's session. */
    public int liveSessions() {
        return census.in(Place.LIVE);
    }

    /** How many lines were their device's session and are not closed. */
    public int drainingLines() {
        return census.in(Place.DRAINING) + census.in(Place.MAKING_WAY);
    }

    /** How many lines have arrived and have no answer. */
    public int waitingLines() {
        return census.in(Place.WAITING) + census.in(Place.CLAIMING);
    }

    /** How many devices are remembered. */
    int devices() {
        return devices.size();
    }

    void claim(DeviceId device, long expected, DeviceLine line) {
        Claim claim = new Claim(device, expected, highestEpoch + 1, node, line.line.number());
        orders.add(() -> errands.claim(claim));
    }

    void release(Session session) {
        orders.add(() -> errands.release(session));
    }

    void tellListener(Consumer<SessionListener> event) {
        orders.add(() -> event.accept(listener));
    }

    void tell(DeviceLine line, Consumer<SessionLine> event) {
        orders.add(() -> event.accept(line.line));
    }

    void forget(DeviceLine line) {
        line.moveTo(Place.GONE);
        lines.remove(line.line);
    }

    private void saw(Session session) {
        highestEpoch = Math.max(highestEpoch, session.epoch());
    }

    private DeviceLines claiming(DeviceId device) {
        DeviceLines entry = devices.get(device);
        if (entry == null) {
            throw new IllegalStateException(
                    "no claim of device " + device + " is at the directory; answer each claim once");
        }
        return entry;
    }

    /** The memory of a device goes with its last line. */
    private void conclude(DeviceLines entry) {
        if (entry.isEmpty()) {
            devices.remove(entry.id(), entry);
        }
        orders.carryOut();
    }
}
