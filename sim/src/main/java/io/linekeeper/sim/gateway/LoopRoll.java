package io.linekeeper.sim.gateway;

import io.linekeeper.line.RollCall;
import io.linekeeper.policy.LivenessPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The real roll call of one event loop, and the task that calls it, as in the netty module's class of this name. */
public final class LoopRoll {
    /** A scheduled task runs only after the loop has read. */
    private static final long AFTER_READING_NANOS = 100_000;

    private final Gateway gateway;
    private final EventLoop loop;
    private final int number;
    private final boolean witness;
    private final RollCall roll;
    private final Set<GatewayLine> lines = new LinkedHashSet<>();
    private EventLoop.@Nullable Timer next;

    LoopRoll(Gateway gateway, EventLoop loop, int number, boolean witness) {
        this.gateway = gateway;
        this.loop = loop;
        this.number = number;
        this.witness = witness;
        roll = new RollCall(loop.now(), witness);
    }

    /** Its gateway's name and its number, for reports. */
    public String name() {
        return gateway.name() + "/" + number;
    }

    /** The loop. */
    public EventLoop loop() {
        return loop;
    }

    /** The real thing; for oracles. */
    public RollCall roll() {
        return roll;
    }

    /** Whether the kernel can be asked here. */
    public boolean hasWitness() {
        return witness;
    }

    /** Those that were put on the roll and not taken off it. */
    public Set<GatewayLine> lines() {
        return Collections.unmodifiableSet(lines);
    }

    void add(GatewayLine line, LivenessPolicy policy) {
        lines.add(line);
        roll.add(line, policy, loop.now());
        hasten(line);
    }

    void change(GatewayLine line, LivenessPolicy policy) {
        roll.change(line, policy);
        hasten(line);
    }

    void livesFor(GatewayLine line, Duration timeToLive) {
        roll.livesFor(line, timeToLive);
        hasten(line);
    }

    void remove(GatewayLine line) {
        roll.remove(line);
        lines.remove(line);
    }

    /** The line may have become due sooner than the next call is planned. */
    void hasten(GatewayLine line) {
        if (next == null || roll.isPlannedTooLate(line)) {
            schedule(AFTER_READING_NANOS);
        }
    }

    private void call() {
        next = null;
        List<GatewayLine> watched = new ArrayList<>(lines);
        long now = loop.now();
        boolean nobody = roll.size() == 0;
        gateway.ears().calling(this, now);
        long planned = roll.call(now);
        gateway.ears().called(this, new Call(now, nobody, planned, roll.time().gapNanos()));
        watched.forEach(gateway.ears()::concerned);
        if (planned != RollCall.NO_LINES) {
            schedule(planned);
        }
    }

    private void schedule(long nanos) {
        if (next != null) {
            next.cancel();
        }
        next = loop.schedule(this::call, Math.max(nanos, AFTER_READING_NANOS));
    }
}
