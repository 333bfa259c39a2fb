package io.linekeeper.sim.invariant;

import io.linekeeper.line.HearingTime;
import io.linekeeper.line.Verdict;
import io.linekeeper.line.Witness;
import io.linekeeper.sim.device.Connection;
import io.linekeeper.sim.gateway.Call;
import io.linekeeper.sim.gateway.Ears;
import io.linekeeper.sim.gateway.Gateway;
import io.linekeeper.sim.gateway.GatewayLine;
import io.linekeeper.sim.gateway.LoopRoll;
import io.linekeeper.sim.net.Agenda;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is true, for invariants to compare with: heard before they are. */
public final class Facts implements Ears {
    private static final long NANOS_PER_MILLI = 1_000_000;
    /** The kernel's ages are coarse, and what came last may have come when the machine was back. */
    private static final long GRAIN_NANOS = 25 * NANOS_PER_MILLI;

    private static final long COMING_BACK_NANOS = 55 * NANOS_PER_MILLI;

    private final Agenda agenda;
    private final long roundTripNanos;
    private final Map<Long, Connection> connections = new HashMap<>();
    private final Map<GatewayLine, LineFacts> lines = new LinkedHashMap<>();
    private final Map<LoopRoll, Hearing> hearings = new HashMap<>();

    /** @param roundTripNanos how long a byte and what answers it take at most, where nothing is lost */
    public Facts(Agenda agenda, long roundTripNanos) {
        this.agenda = agenda;
        this.roundTripNanos = roundTripNanos;
    }

    /** A device has begun a connection. */
    public void dialled(Connection connection) {
        connections.put(connection.flow(), connection);
    }

    /** The device's side of a line's connection. */
    @Nullable
    Connection connection(GatewayLine line) {
        return connections.get(line.socket().flow());
    }

    long now() {
        return agenda.now();
    }

    long roundTripNanos() {
        return roundTripNanos;
    }

    /**
     * Since when the peer has read so many bytes a second or more, and answered, on a way that is sound, in the agenda's time;
     * {@link Long#MAX_VALUE} if it does not.
     */
    long answersSince(GatewayLine line, int leastBytesPerSecond) {
        Connection connection = connection(line);
        if (connection == null || line.socket().impairment().isImpaired()) {
            return Long.MAX_VALUE;
        }
        long soundSince = line.socket().impairment().soundSinceNanos();
        return Math.max(connection.attendedSince(leastBytesPerSecond), soundSince);
    }

    LineFacts of(GatewayLine line) {
        LineFacts facts = lines.get(line);
        if (facts == null) {
            throw new Broken("Facts", line + " was never connected", java.util.List.of());
        }
        return facts;
    }

    boolean knows(GatewayLine line) {
        return lines.containsKey(line);
    }

    Collection<LineFacts> lines() {
        return lines.values();
    }

    /** The hearing time of a loop, by a plain account. */
    public Hearing hearing(LoopRoll roll) {
        return hearings.computeIfAbsent(roll, its -> new Hearing(its.loop().now()));
    }

    @Override
    public void connected(GatewayLine line) {
        Hearing hearing = hearing(line.roll());
        if (line.roll().roll().size() == 1) {
            hearing.begin(line.roll().loop().now());
        }
        lines.put(line, new LineFacts(line, hearing));
    }

    @Override
    public void calling(LoopRoll roll, long now) {
        Hearing hearing = hearing(roll);
        hearing.calling(roll.roll().size() == 0, now);
        long from = now - hearing.gap() + GRAIN_NANOS;
        hearing.absent(hearing.gap() >= HearingTime.STEP_NANOS
                && roll.lines().stream().noneMatch(line -> received(line, from, now - COMING_BACK_NANOS)));
    }

    /** Whether a line that is not judged received anything between two moments. */
    private static boolean received(GatewayLine line, long from, long until) {
        if (line.verdict() != null || !line.socket().isOpen()) {
            return false;
        }
        Witness sample = line.socket().witness(true);
        long now = line.roll().loop().now();
        long data = now - sample.lastDataMillis() * NANOS_PER_MILLI;
        long ack = now - sample.lastAckMillis() * NANOS_PER_MILLI;
        return (data - from > 0 && until - data > 0) || (ack - from > 0 && until - ack > 0);
    }

    @Override
    public void called(LoopRoll roll, Call call) {
        hearing(roll).called(call);
    }

    @Override
    public void concerned(GatewayLine line) {
        LineFacts facts = lines.get(line);
        if (facts != null) {
            facts.look();
        }
    }

    @Override
    public void welcomed(GatewayLine line) {
        of(line).welcomedAt = line.roll().loop().now();
    }

    @Override
    public void verdict(GatewayLine line, Verdict verdict) {
        LineFacts facts = of(line);
        facts.look();
        facts.judgedAt = facts.now();
    }

    /** After the invariants have heard of it. */
    void forget(GatewayLine line) {
        lines.remove(line);
        connections.remove(line.socket().flow());
    }

    void forget(Gateway gateway) {
        lines.keySet().removeIf(line -> line.gateway() == gateway);
    }
}
