package io.linekeeper.sim;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linekeeper.line.LineFaults;
import io.linekeeper.session.SessionFaults;
import io.linekeeper.sim.planted.Planted;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults planted in the real core, and in the simulated loop, which the simulation must find: it can fail, then. */
class ControlTest {

    /**
     * One fault.
     *
     * @param foundBy the invariant, or the exception, that finds it first
     */
    record Fault(String name, String className, String method, Class<?> advice, String foundBy) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Fault> faults() {
        return List.of(
                line("credit disabled", "HearingTime", "advance", Faults.NoCredit.class, "CreditIsReal"),
                line("a gap counted twice", "HearingTime", "advance", Faults.CreditedTwice.class, "CreditIsReal"),
                line("witness ignored", "Stamps", "lastDataNanos", Faults.OldData.class, "NeverEarly"),
                line("deadline a tick early", "TwoWayRule", "nextAct", Faults.TickEarly.class, "NeverEarly"),
                line("not reading is charged", "Witness", "reading", Faults.AlwaysReading.class, "NeverEarly"),
                line("endless drain", "Line", "drain", Faults.EndlessDrain.class, "DrainEnds"),
                line("sleeps through", "RollCall", "soonest", Faults.SleepsThrough.class, "DrainEnds|DeadFoundInTime"),
                line("deadline never missed", "Deadline", "isMissed", Faults.NeverMissed.class, "HandshakeEnds"),
                line(
                        "acknowledged is not seen",
                        "Inquiry",
                        "isAcknowledged",
                        Faults.NothingAcknowledged.class,
                        "DeadFoundInTime"),
                line("lost on removal", "RollCall", "remove", LineFaults.LostOnRemoval.class, "DeadFoundInTime"),
                line("stays deaf", "Line", "listenAgain", Faults.StaysDeaf.class, "NeverEarly"),
                line("not removed", "RollCall", "remove", Faults.NotRemoved.class, "RollIsWhole"),
                fault("off by one in probes", "policy.KeepAlive", "probes", Faults.OneProbeLess.class, "NeverEarly"),
                fault(
                        "epoch does not grow",
                        "session.InMemorySessionDirectory",
                        "epoch",
                        Faults.EpochStays.class,
                        "OneSession"),
                fault("stale close", "session.DeviceLines", "closed", SessionFaults.StaleClose.class, "OneSession"));
    }

    private static Fault line(String name, String className, String method, Class<?> advice, String foundBy) {
        return fault(name, "line." + className, method, advice, foundBy);
    }

    private static Fault fault(String name, String className, String method, Class<?> advice, String foundBy) {
        return new Fault(name, "io.linekeeper." + className, method, advice, foundBy);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void shouldFind(Fault fault) {
        shouldFind(planted(fault), "ofEachKind", fault.foundBy);
    }

    private static Planted planted(Fault fault) {
        return Planted.in(fault.className, fault.method, fault.advice);
    }

    private static void shouldFind(Planted planted, String check, String foundBy) {
        assertThatThrownBy(() -> planted.run(SeedCheck.class, check))
                .isInstanceOf(AssertionError.class)
                .hasMessageMatching("(?s)found by (" + foundBy + "): .*");
    }

    /** With the witness, or with an own read before the verdict, the order makes no difference: that is what they are for. */
    @Test
    void shouldFindTimersBeforeReadsWhereNothingElseReads() {
        Planted noRead =
                planted(fault("no own read", "sim.gateway.GatewayLine", "carryOut", Faults.DoesNotListen.class, ""));
        Planted timers =
                planted(fault("timers first", "sim.gateway.EventLoop", "pass", Faults.TimersBeforeReads.class, ""));
        shouldFind(timers.and(noRead), "onLateLoops", "LivingNeverJudged");
    }

    /** A loop that reads first has read nearly all that a cut could lose. */
    @Test
    void shouldFindACutBeforeWhatHasArrivedIsRead() {
        Planted noRead = planted(
                fault("reads no more", "sim.gateway.GatewayLine", "readLastBytes", Faults.ReadsNoMore.class, ""));
        Planted timers =
                planted(fault("timers first", "sim.gateway.EventLoop", "pass", Faults.TimersBeforeReads.class, ""));
        shouldFind(timers.and(noRead), "ofEachKind", "NothingArrivedIsLost");
    }

    @Test
    void shouldFindThatAPathIsGivenNoTimeAfterAnOutage() {
        Planted fault = planted(line("no patience", "Inquiry", "answerDue", Faults.NoPatience.class, ""));
        shouldFind(fault, "underOutages", "PatienceAfterOutage");
    }

    /** 27 of the 400 seeds find it; of the seeds that are drawn for all faults alike 3 of 6,000 do. */
    @Test
    void shouldFindAUserTimeoutThatIsNotLifted() {
        Planted fault = planted(line("not lifted", "Watched", "isToBeLifted", Faults.NeverLifted.class, ""));
        shouldFind(fault, "withSlowReaders", "ReaderNeverEnded");
    }

    @Test
    void shouldFindABudgetThatStarves() {
        Planted one = planted(line("one look a call", "Budget", "isLeft", Faults.Starves.class, ""));
        Planted rest = planted(line("the rest waits", "RollCall", "plan", Faults.TheRestWaits.class, ""));
        shouldFind(one.and(rest), "ofEachKind", "DeadFoundInTime");
    }

    @Test
    void shouldFindNothingInTheSameSeedsWithoutAFault() {
        assertThatCode(SeedCheck::ofEachKind).doesNotThrowAnyException();
        assertThatCode(SeedCheck::underOutages).doesNotThrowAnyException();
        assertThatCode(SeedCheck::withSlowReaders).doesNotThrowAnyException();
        assertThatCode(SeedCheck::onLateLoops).doesNotThrowAnyException();
    }
}
