package io.linekeeper.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.client.ClientState;
import io.linekeeper.client.ClientState.Connecting;
import io.linekeeper.client.ClientState.Draining;
import io.linekeeper.client.ClientState.Ended;
import io.linekeeper.client.ClientState.Live;
import io.linekeeper.client.ClientState.Suspect;
import io.linekeeper.client.ClientState.Waiting;
import io.linekeeper.client.Reason;
import io.linekeeper.line.Fate;
import io.linekeeper.session.DeviceId;
import io.linekeeper.wire.GoodbyeCode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FleetTallyTest {
    private static final Reason REFUSED = new Reason.NotConnected("connection refused");
    private static final Reason DEAD = new Reason.Judged(Fate.HUNG);
    private static final Reason AWAY = new Reason.Goodbye(GoodbyeCode.SUPERSEDED, false, Duration.ZERO, "elsewhere");

    private final FleetTally tally = new FleetTally(3);

    /** Goes through these states. */
    private void go(String device, ClientState... states) {
        ClientState from = new ClientState.New();
        for (ClientState to : states) {
            tally.moved(new DeviceId(device), from, to);
            from = to;
        }
    }

    @Test
    void shouldCountWhereTheyAre() {
        assertThat(tally.counts()).isEqualTo(new FleetCounts(3, 3, 0, 0, 0, 0, 0, 0));
        go(
                "d1",
                new Connecting(1),
                new Waiting(Duration.ZERO, REFUSED),
                new Connecting(2),
                new Live(1),
                new Suspect(1));
        go("d2", new Connecting(1), new Waiting(Duration.ZERO, REFUSED));
        assertThat(tally.counts()).isEqualTo(new FleetCounts(3, 1, 0, 1, 0, 1, 0, 1));
        assertThat(tally.counts().words())
                .isEqualTo("3 devices: 1 connecting, 0 live, 1 suspect, 0 draining, 1 waiting, 0 ended; 1 reconnect");
    }

    @Test
    void shouldComplainOfNothingWhenAllWentAsAsked() {
        for (String device : new String[] {"d1", "d2", "d3"}) {
            go(device, new Connecting(1), new Live(1));
        }
        assertThat(tally.complaint(true)).isEmpty();
    }

    @Test
    void shouldComplainOfAServerThatWasJudgedDeadEvenIfItCameBack() {
        go(
                "d1",
                new Connecting(1),
                new Live(1),
                new Draining(DEAD),
                new Waiting(Duration.ZERO, DEAD),
                new Connecting(1));
        assertThat(tally.complaint(false))
                .contains("d1: the server was judged dead: HUNG (1 judgements, of 3 devices)");
    }

    @Test
    void shouldComplainOfDevicesThatWereSentAwayForGood() {
        go("d1", new Connecting(1), new Live(1), new Draining(AWAY), new Ended(AWAY));
        go("d2", new Connecting(1), new Draining(new Reason.Stopped()), new Ended(new Reason.Stopped()));
        assertThat(tally.complaint(false))
                .contains("d1: the server said goodbye: SUPERSEDED (elsewhere), not to come back"
                        + " (1 sent away for good, of 3 devices)");
    }

    @Test
    void shouldComplainOfDevicesWithoutALineOnlyIfTheyWereAskedToLast() {
        go("d1", new Connecting(1), new Live(1));
        go("d2", new Connecting(1), new Waiting(Duration.ZERO, REFUSED));
        assertThat(tally.complaint(false)).isEmpty();
        assertThat(tally.complaint(true))
                .contains(
                        "there was no line at the end (2 without one, of 3 devices); d2: could not connect: connection"
                                + " refused");
    }
}
