package io.linekeeper.lab.detector;

import static io.linekeeper.lab.detector.Allowance.BEAT;
import static io.linekeeper.lab.detector.Allowance.FILLING;
import static io.linekeeper.lab.detector.Allowance.KERNEL_TIMERS;
import static io.linekeeper.lab.detector.Allowance.found;
import static io.linekeeper.lab.detector.Allowance.min;

import io.linekeeper.lab.detector.Expectation.Never;
import io.linekeeper.lab.detector.Expectation.Spared;
import io.linekeeper.policy.Capabilities;
import io.linekeeper.policy.Detection;
import io.linekeeper.policy.DetectionTable;
import io.linekeeper.policy.Failure;
import io.linekeeper.policy.Finding;
import io.linekeeper.policy.Finding.Condition;
import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.KernelPolicy;
import io.linekeeper.policy.LivenessPolicy;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * A policy of Linekeeper's: what {@code explain} prints for it.
 *
 * @param policy under which its lines are judged
 * @param sessions whether a device that comes back takes its session over
 */
record OurForesight(LivenessPolicy policy, boolean sessions) implements Foresight {
    private static final Duration LAST_BEATS = Duration.ofMillis(1_500);
    /** What holds of every line in a scene: its device has answered before. */
    private static final Set<Condition> ANSWERED = EnumSet.of(Condition.ALWAYS, Condition.ONCE_ANSWERED);

    private static final Set<Condition> BACK =
            EnumSet.of(Condition.ALWAYS, Condition.ONCE_ANSWERED, Condition.BACK_IN_TIME, Condition.ANSWERED_AND_BACK);
    private static final Set<Condition> FULL =
            EnumSet.of(Condition.ALWAYS, Condition.ONCE_ANSWERED, Condition.BYTES_WAIT, Condition.BUFFER_FULL);
    private static final Spared CREDITED = new Spared("our own pause is charged to nobody");

    /**
     * How old the last sign of a live line is at the fault.
     *
     * @param least at least
     * @param most at most
     */
    private record Age(Duration least, Duration most) {
        static Age of(Duration interval) {
            return interval.compareTo(Quiet.MOST) > 0
                    ? new Age(Quiet.LEAST, Quiet.MOST)
                    : new Age(Duration.ZERO, interval);
        }
    }

    private Expectation foundAs(Failure failure, Set<Condition> holds, Age age) {
        return foundAs(failure, holds, age, reason(failure));
    }

    /** When explain says that it is found where this holds. */
    private Expectation foundAs(Failure failure, Set<Condition> holds, Age age, String why) {
        Detection detection = DetectionTable.of(policy, Capabilities.full()).get(failure);
        return detection.found().stream()
                .filter(finding -> finding.term() == Finding.Term.WITHIN && holds.contains(finding.condition()))
                .findFirst()
                .<Expectation>map(finding -> {
                    Duration bound = finding.time().orElseThrow();
                    return found(bound.minus(age.most), bound.minus(age.least).plus(late()), why);
                })
                .orElseGet(() -> new Never(why));
    }

    private String reason(Failure failure) {
        return DetectionTable.of(policy, Capabilities.full()).get(failure).reason();
    }

    private Duration late() {
        return policy.kernel().keepAlive().isPresent()
                ? policy.latenessAllowed().plus(KERNEL_TIMERS)
                : policy.latenessAllowed();
    }

    /** A line speaks at each beat, or when it is asked, unless the fault comes first. */
    private Age age() {
        return policy.heartbeat() instanceof Heartbeat.TwoWay twoWay
                ? Age.of(twoWay.rule().idle())
                : Age.of(BEAT);
    }

    @Override
    public Expectation cut(Truth.Cut cut) {
        return foundAs(cut.inFlight() ? Failure.CUT_IN_FLIGHT : Failure.CUT_WHILE_IDLE, ANSWERED, age());
    }

    /** As explain says of a cut, for a reason of its own. */
    private Expectation.Found silent(String why) {
        return (Expectation.Found) foundAs(Failure.CUT_WHILE_IDLE, ANSWERED, age(), why);
    }

    @Override
    public Expectation deaf() {
        if (policy.heartbeat() instanceof Heartbeat.OneWay) {
            Expectation.Found silent = silent("without acknowledgements its kernel soon sends nothing new");
            return new Expectation.Found(silent.from(), silent.to().plus(LAST_BEATS), silent.why());
        }
        return silent("our questions do not reach it, so it has nothing to answer");
    }

    /** A question or a probe is answered by RST; a heartbeat to which nothing is sent notices the silence. */
    @Override
    public Expectation resetting(Truth.Resetting resetting) {
        if (policy.heartbeat() instanceof Heartbeat.OneWay) {
            return silent("no beat for the time-out; nothing is sent that RST could answer");
        }
        Duration from = resetting.from();
        Expectation.Found asked = (Expectation.Found)
                foundAs(Failure.HOST_REBOOTED, BACK, age(), "its next question or probe is answered by RST");
        Expectation.Found silent =
                silent("no answer for the bound, or RST is the answer to a question, whichever comes first");
        return new Expectation.Found(
                min(from, silent.from()),
                min(from.plus(asked.to()), silent.to()),
                from.compareTo(silent.from()) < 0 ? asked.why() : silent.why());
    }

    @Override
    public Expectation hung() {
        return foundAs(Failure.PROCESS_HUNG, ANSWERED, age());
    }

    @Override
    public Expectation ended() {
        return found(Duration.ZERO, Duration.ZERO, "FIN or RST of the peer's kernel");
    }

    @Override
    public Expectation halfClosed() {
        return found(Duration.ZERO, Duration.ZERO, "FIN; what we still send is delivered until the drain deadline");
    }

    @Override
    public Expectation notReading() {
        Expectation.Found stalled = (Expectation.Found) foundAs(Failure.READER_STOPPED, FULL, Age.of(BEAT));
        Duration looks = policy.stallLatenessAllowed().minus(policy.latenessAllowed());
        return new Expectation.Found(stalled.from(), stalled.to().plus(FILLING).plus(looks), stalled.why());
    }

    @Override
    public Expectation slowReading() {
        return new Spared("what it acknowledges grows: the stall rule lets it read");
    }

    @Override
    public Expectation lossy(Truth.Lossy lossy) {
        Duration bound = policy.heartbeat().bound().orElseThrow();
        if (policy.heartbeat() instanceof Heartbeat.TwoWay twoWay) {
            Duration patience = bound.minus(twoWay.rule().idle());
            return Luck.ofQuestions(lossy, twoWay.rule().idle(), patience)
                    .expectation("a question or its answer must be lost with all its retransmissions");
        }
        return Luck.ofBeats(lossy, BEAT, bound)
                .expectation(Luck.transmissions(bound) + " transmissions of a beat must be lost");
    }

    @Override
    public Expectation outage(Truth.Outage outage) {
        return outage.alive() ? new Spared(reason(Failure.CUT_AND_RESTORED)) : silent("it lasts longer than the bound");
    }

    @Override
    public Expectation returned() {
        return sessions
                ? found(Duration.ZERO, Duration.ZERO, "the device's session is taken over by its new line")
                : silent(
                        "nothing comes on the old line any more, and it has no session that the device could take over");
    }

    @Override
    public Expectation unaccepted() {
        KernelPolicy kernel = policy.kernel();
        return kernel.keepAlive().isPresent()
                ? new KernelForesight(kernel.keepAlive().get(), kernel.userTimeout()).unaccepted()
                : new Never("the program was never told of it, and the kernel was not asked to watch");
    }

    @Override
    public Expectation ownPause(Truth.OwnPause pause) {
        return CREDITED;
    }
}
