package io.linekeeper.cli.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.lab.Fault;
import io.linekeeper.lab.PeerEvent;
import io.linekeeper.lab.PulledCable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A session that changes lines again and again: one device that flaps is always let in, two that fight are damped. */
@FaultTest
class ContestedSessionIT {
    private static final Duration DRAIN = Duration.ofSeconds(2);
    private static final String PATIENT = "--heartbeat one-way:60s";
    private static final int ROUNDS = 10;
    private static final Duration OUT = Duration.ofMillis(600);
    private static final Duration IN = Duration.ofMillis(400);
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    /** As many contested takeovers as are allowed at once, and the first, in which nobody takes anything back. */
    private static final int MOST_TAKEOVERS = 4;

    private static final Duration FIGHT = Duration.ofSeconds(5);

    @Test
    void shouldLetAPhoneInAtOnceEachTimeItsNetworkIsBack() {
        try (LineScene scene = new LineScene(PATIENT, DRAIN)) {
            Remote phone = scene.devices("phone", 1, "--beat", "200");
            List<Duration> waits = new ArrayList<>();
            for (int round = 1; round <= ROUNDS; round++) {
                try (Fault out = new PulledCable(scene.network().device())) {
                    Waits.sleepUntil(out.inject() + OUT.toNanos());
                }
                long back = System.nanoTime();
                phone.tell("all again");
                long hello = phone.awaitConnected(round).nanos();
                waits.add(Duration.ofNanos(phone.awaitWelcome(round).nanos() - hello));
                Waits.sleepUntil(back + IN.toNanos());
            }
            System.out.println("measured: from HELLO to WELCOME: " + waits);
            assertThat(waits).allSatisfy(wait -> assertThat(wait).isLessThan(AT_ONCE));
            assertThat(scene.serve().events().named("refused")).isEmpty();
            Waits.until(
                    () -> "takeovers: " + scene.serve().events().named("superseded"),
                    Waits.REACTION,
                    () -> scene.serve().events().named("superseded").size() == ROUNDS);
            phone.tell("all finish");
            scene.assertAllWell();
        }
    }

    @Test
    void shouldDampTwoLiveDevicesWithOneId() {
        try (LineScene scene = new LineScene(PATIENT, DRAIN)) {
            Fighter one = new Fighter(scene.devices("twin", 1, "--beat", "200", "--instance", "1"));
            Fighter other = new Fighter(scene.devices("twin", 1, "--beat", "200", "--instance", "2"));
            long end = System.nanoTime() + FIGHT.toNanos();
            while (System.nanoTime() < end) {
                one.takeBack();
                other.takeBack();
                Waits.sleep(Duration.ofMillis(10));
            }
            Events events = scene.serve().events();
            int takeovers = events.named("superseded").size();
            System.out.println("measured: takeovers in " + FIGHT + ": " + takeovers + ", told: " + one.last() + " and "
                    + other.last());
            assertThat(takeovers).isBetween(MOST_TAKEOVERS - 1, MOST_TAKEOVERS);
            assertThat(events.named("refused"))
                    .isNotEmpty()
                    .allSatisfy(refused -> assertThat(refused.device()).isEqualTo("twin-0"));

            List<String> goodbyes = List.of(one.last(), other.last());
            assertThat(goodbyes).as("who lives and who is refused").containsOnlyOnce("");
            String[] refusal = goodbyes.get(goodbyes.get(0).isEmpty() ? 1 : 0).split("-");
            assertThat(refusal).startsWith("goodbye", "10", "1");
            assertThat(Duration.ofMillis(Long.parseLong(refusal[3])))
                    .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(20));
            one.finish();
            other.finish();
            scene.assertAllWell();
        }
    }

    /** A device that takes its session back as soon as it has lost it, whatever it was told; that much it obeys: to wait. */
    private static final class Fighter {
        private final Remote remote;
        private int line;

        Fighter(Remote remote) {
            this.remote = remote;
        }

        /** The goodbye on its latest line, or an empty text. */
        String last() {
            return remote.all().stream()
                    .filter(event -> event.line() == line && event.detail().startsWith("goodbye-"))
                    .map(PeerEvent::detail)
                    .findFirst()
                    .orElse("");
        }

        void takeBack() {
            if (last().startsWith("goodbye-2-")) {
                line++;
                remote.tell("all again");
            }
        }

        void finish() {
            remote.tell("all finish");
        }
    }
}
