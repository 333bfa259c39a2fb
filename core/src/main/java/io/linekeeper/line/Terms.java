package io.linekeeper.line;

import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.LivenessPolicy;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A policy as one roll call applies it: its durations in the ints that looks work with. Shared by all its lines. */
final class Terms {
    /** Every line is looked at least this often, in milliseconds: half of what ints can tell apart. */
    static final int LONGEST = (int) TimeUnit.DAYS.toMillis(12);

    static final long NO_BOUND = -1;
    static final int NO_TIMEOUT = -1;

    final RollCall roll;
    final HearingTime time;
    final LivenessPolicy policy;
    /** The policy that was agreed on; {@link #policy} differs from it where beats declare a shorter time to live. */
    final LivenessPolicy agreed;

    final Lifetimes lifetimes;
    final Rule rule;
    final Standing firstStanding;
    final int stallLimit;
    final long stallNanos;
    /** The kernel's user time-out, or {@link #NO_TIMEOUT}. */
    final int userTimeout;

    private final long kernelIdleBoundNanos;
    private final long kernelInFlightBoundNanos;

    int lines;

    Terms(RollCall roll, HearingTime time, LivenessPolicy agreed, Lifetimes lifetimes) {
        this.roll = roll;
        this.time = time;
        this.agreed = agreed;
        this.lifetimes = lifetimes;
        policy = lifetimes.shorten(agreed);
        stallLimit = millis(policy.stallLimit());
        stallNanos = policy.stallLimit().toNanos();
        userTimeout = policy.kernel().userTimeout().map(Terms::millis).orElse(NO_TIMEOUT);
        kernelIdleBoundNanos =
                policy.kernel().idleBound().map(Duration::toNanos).orElse(NO_BOUND);
        kernelInFlightBoundNanos =
                policy.kernel().inFlightBound().map(Duration::toNanos).orElse(NO_BOUND);
        KernelRule kernelRule = KernelRule.of(policy.kernel());
        Heartbeat heartbeat = policy.heartbeat();
        if (heartbeat instanceof Heartbeat.TwoWay twoWay) {
            rule = TwoWayRule.of(twoWay.rule(), kernelRule);
            firstStanding = switch (twoWay.answers()) {
                case REQUIRED -> Standing.PROVEN;
                case ONCE_GIVEN -> Standing.STRANGER;
            };
        } else if (heartbeat instanceof Heartbeat.OneWay oneWay) {
            rule = new OneWayRule(millis(oneWay.timeout()), oneWay.timeout().toNanos());
            firstStanding = Standing.PROVEN;
        } else {
            rule = kernelRule;
            firstStanding = Standing.PROVEN;
        }
    }

    /** The kernel's bound for a line as it was last sampled, in nanoseconds, or -1 if the policy gives none. */
    long kernelBound(@Nullable Witness sample) {
        boolean inFlight = sample != null && sample.kernel() && sample.hasBacklog();
        return inFlight ? kernelInFlightBoundNanos : kernelIdleBoundNanos;
    }

    /** Whole milliseconds, rounded up: never early. */
    static int millis(Duration duration) {
        long nanosPerMilli = TimeUnit.MILLISECONDS.toNanos(1);
        return (int) Math.min(LONGEST, (duration.toNanos() + nanosPerMilli - 1) / nanosPerMilli);
    }
}
