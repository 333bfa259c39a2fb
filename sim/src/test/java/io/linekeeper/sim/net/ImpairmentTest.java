package io.linekeeper.sim.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ImpairmentTest {
    /** Two time-outs of 0.2125 s, and two round trips of 12.5 ms. */
    private static final double SLACK = 0.45;

    @Test
    void shouldBeSoundWhereNothingHappened() {
        Scene scene = Scene.connected();
        scene.clientBeats(0.5);
        scene.pass(100);
        Impairment impairment = scene.atServer.impairment();
        assertThat(impairment.isImpaired()).isFalse();
        assertThat(impairment.sinceNanos()).isEqualTo(Impairment.NONE);
        assertThat(impairment.soundSinceNanos()).isZero();
        assertThat(impairment).isSameAs(scene.atClient.impairment());
    }

    @Test
    void shouldEchoForAsLongAsItLasted() {
        Scene scene = Scene.connected();
        double cut = scene.now();
        scene.path.cut(Way.THERE);
        assertImpaired(scene, cut);
        scene.pass(5);
        scene.path.mend(Way.THERE);
        scene.pass(5 + SLACK - 0.01);
        assertImpaired(scene, cut);
        scene.pass(0.02);
        assertThat(scene.atServer.impairment().isImpaired()).isFalse();
        assertThat(scene.atServer.impairment().soundSinceNanos() / 1e9)
                .isBetween(cut + 10 + SLACK - 0.001, cut + 10 + SLACK + 0.001);
    }

    @Test
    void shouldAddUpTroubleThatComesAgainWhileAnEndStillRetransmits() {
        Scene scene = Scene.connected();
        scene.atClient.write("into the outage", 15);
        scene.pass(0.1);
        double cut = scene.now();
        scene.path.cut(Way.BOTH);
        scene.atClient.write("into the outage", 15);
        // Retransmissions at 0.2, 0.6, 1.5 and 3.2 s, the last into the second cut.
        cutAgain(scene);
        scene.pass(4.9);
        assertImpaired(scene, cut);
        scene.pass(0.6);
        assertThat(scene.atServer.impairment().isImpaired()).isFalse();
    }

    @Test
    void shouldCountTroubleAnewWhereNobodyRetransmits() {
        Scene scene = Scene.connected();
        double cut = scene.now();
        scene.path.cut(Way.BOTH);
        cutAgain(scene);
        scene.pass(1.9);
        assertImpaired(scene, cut);
        scene.pass(0.6);
        assertThat(scene.atServer.impairment().isImpaired()).isFalse();
    }

    /** Cut for 2 s, open for 1 s, cut for 2 s. */
    private static void cutAgain(Scene scene) {
        scene.pass(2);
        scene.path.mend(Way.BOTH);
        scene.pass(1);
        scene.path.cut(Way.BOTH);
        scene.pass(2);
        scene.path.mend(Way.BOTH);
    }

    @Test
    void shouldBeginWithALostSegment() {
        Scene scene = Scene.connected();
        scene.path.loss(1);
        assertThat(scene.atServer.impairment().isImpaired()).isFalse();
        double lost = scene.now();
        scene.atServer.write("lost", 4);
        assertImpaired(scene, lost);
        scene.path.loss(0);
        scene.pass(SLACK + 0.01);
        assertThat(scene.atServer.impairment().isImpaired()).isFalse();
        assertThat(scene.clientEars.messages).containsExactly("lost");
    }

    @Test
    void shouldTellWhoCanReachWhom() {
        Scene scene = Scene.connected();
        assertReaches(scene, true, true);
        scene.path.cut(Way.THERE);
        assertReaches(scene, false, true);
        assertThat(scene.path.isOpen(Way.THERE)).isFalse();
        assertThat(scene.path.isOpen(Way.BACK)).isTrue();
        assertThat(scene.path.isOpen(Way.BOTH)).isFalse();
        scene.path.mend(Way.BOTH);
        assertReaches(scene, true, true);
        scene.client.pause();
        assertReaches(scene, false, false);
        scene.client.resume();
        assertReaches(scene, true, true);
        scene.server.crash();
        assertReaches(scene, false, false);
        scene.server.boot();
        assertReaches(scene, true, true);
        scene.path.forgetFlows(false);
        assertReaches(scene, false, false);
        scene.pass(1000);
        assertThat(scene.atClient.impairment().isImpaired()).isTrue();
    }

    /** What oracles rely on: in a connection that is not impaired, what is sent is there after a delay. */
    @Test
    void shouldHearEveryBeatOfAConnectionThatIsNotImpaired() {
        long checked = 0;
        for (int seed = 0; seed < 200; seed++) {
            checked += listenThroughTrouble(new Random(seed), seed);
        }
        assertThat(checked).isGreaterThan(50_000);
    }

    private static long listenThroughTrouble(Random random, int seed) {
        Scene scene = Scene.connected();
        scene.atClient.userTimeout(Duration.ofHours(1));
        scene.path.loss(seed % 4 * 0.01);
        scene.clientBeats(0.5);
        scene.pass(1);
        trouble(scene, random);
        long checked = 0;
        while (scene.now() < 300) {
            scene.pass(0.1);
            long sound = scene.atServer.impairment().soundSinceNanos();
            if (sound != Impairment.NONE && scene.agenda.now() - sound > 520_000_000) {
                checked++;
                assertThat((scene.agenda.now() - scene.serverEars.heardNanos) / 1e9)
                        .as("silence in seed %s at %s s, sound since %s s", seed, scene.now(), sound / 1e9)
                        .isLessThan(0.52);
            }
        }
        return checked;
    }

    private static void trouble(Scene scene, Random random) {
        Way way = List.of(Way.THERE, Way.BACK, Way.BOTH).get(random.nextInt(3));
        boolean pause = random.nextInt(4) == 0;
        scene.agenda.after(between(random, 1, 20), () -> {
            if (pause) {
                scene.server.pause();
            } else {
                scene.path.cut(way);
            }
            scene.agenda.after(between(random, 0, 15), () -> {
                scene.server.resume();
                scene.path.mend(way);
                trouble(scene, random);
            });
        });
    }

    private static long between(Random random, int from, int to) {
        return (long) ((from + random.nextDouble() * (to - from)) * 1e9);
    }

    private static void assertReaches(Scene scene, boolean server, boolean client) {
        assertThat(scene.atServer.impairment().canReach(scene.client)).isEqualTo(server);
        assertThat(scene.atServer.impairment().canReach(scene.server)).isEqualTo(client);
    }

    private static void assertImpaired(Scene scene, double since) {
        assertThat(scene.atServer.impairment().isImpaired()).isTrue();
        assertThat(scene.atServer.impairment().sinceNanos() / 1e9).isEqualTo(since);
        assertThat(scene.atServer.impairment().soundSinceNanos()).isEqualTo(Impairment.NONE);
    }
}
