package io.linekeeper.sim.net;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linekeeper.sim.planted.Planted;
import net.bytebuddy.asm.Advice;
import org.junit.jupiter.api.Test;

/** Faults planted in the model of the network, which the checks that hold it beside the measured figures must find. */
@SuppressWarnings("UnusedVariable") // What an advice assigns is read by the method into which it is copied.
class NetworkControlTest {
    /** No back-off: each retransmission comes as soon as the first one. */
    static final class NoBackOff {
        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(value = 0, readOnly = false) int times) {
            times = 0;
        }
    }

    /** Keepalive runs while data are in flight, as people believe it does. */
    static final class AlwaysIdle {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) boolean idle) {
            idle = true;
        }
    }

    /** What arrives does not set the count of probes back. */
    static final class ProbesAddUp {
        @Advice.OnMethodEnter
        static int enter(@Advice.FieldValue("probes") int probes) {
            return probes;
        }

        @Advice.OnMethodExit
        static void exit(@Advice.Enter int before, @Advice.FieldValue(value = "probes", readOnly = false) int probes) {
            probes = before;
        }
    }

    /** A window that opens by a little ends the count of the user time-out. */
    static final class LittleIsAll {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) boolean takesAll) {
            takesAll = true;
        }
    }

    @Test
    void shouldFindANetworkThatDoesNotBackOff() {
        shouldFind("SendSide", "backedOff", NoBackOff.class, "outages", "outage of 8.0 s");
        shouldFind("SendSide", "backedOff", NoBackOff.class, "dataInFlight", "data in flight");
    }

    @Test
    void shouldFindKeepaliveThatRunsWithDataInFlight() {
        shouldFind("SendSide", "isIdle", AlwaysIdle.class, "dataInFlight", "data in flight");
    }

    @Test
    void shouldFindProbesThatAddUpThoughTheOtherEndIsHeard() {
        shouldFind("SendSide", "acknowledged", ProbesAddUp.class, "windows", "closed window, keepalive");
        shouldFind("SendSide", "acknowledged", ProbesAddUp.class, "oneWay", "beats");
    }

    @Test
    void shouldFindAUserTimeoutThatSparesWhoReadsSlowly() {
        shouldFind("SendSide", "takesAllGathered", LittleIsAll.class, "slowReaders", "slow reader, user time-out 4");
    }

    private static void shouldFind(String where, String method, Class<?> fault, String check, String figure) {
        Planted planted = Planted.in("io.linekeeper.sim.net." + where, method, fault);
        assertThatThrownBy(() -> planted.run(FigureChecks.class, check))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(figure)
                .hasMessageContaining("modelled");
    }
}
