package io.linekeeper.sim.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamTest {
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.03, 0.2})
    void shouldDeliverEveryMessageOnceAndInOrder(double loss) {
        Scene scene = Scene.connected(NetworkOptions.defaults()
                .withDelay(Duration.ofMillis(1), Duration.ofMillis(80))
                .withBuffers(20_000, 8_000));
        scene.path.loss(loss);
        List<Object> sent = new ArrayList<>(List.of("hello"));
        scene.every(0.01, () -> {
            int number = sent.size();
            if (number < 500 && scene.atClient.write(number, 1 + number * 7919 % 5000)) {
                sent.add(number);
            }
        });
        scene.pass(1200);
        assertThat(sent).hasSize(500);
        assertThat(scene.serverEars.messages).isEqualTo(sent);
        assertThat(scene.serverEars.bytes).isEqualTo(scene.atClient.queued());
        assertThat(scene.atClient.witness(true).hasBacklog()).isFalse();
    }

    @Test
    void shouldKeepSegmentsInOrder() {
        Scene scene = Scene.connected(NetworkOptions.defaults().withDelay(Duration.ofMillis(1), Duration.ofMillis(90)));
        scene.pass(1);
        long before = scene.network.segments();
        for (int i = 0; i < 50; i++) {
            scene.atClient.write(i, 1448);
        }
        scene.pass(5);
        // Each once, and an acknowledgement for each: none came after a later one.
        assertThat(scene.network.segments() - before).isEqualTo(100);
        assertThat(scene.serverEars.messages).hasSize(51);
    }

    @Test
    void shouldDeliverAMessageWithItsLastByte() {
        Scene scene = Scene.connected();
        scene.serverEars.reads = false;
        scene.atClient.write("whole", 10);
        scene.pass(0.1);
        assertThat(scene.atServer.unreadBytes()).isEqualTo(10);
        assertThat(scene.atServer.read(9)).isEqualTo(new Reading(9, List.of(), false));
        assertThat(scene.atServer.read(9)).isEqualTo(new Reading(1, List.of("whole"), false));
        assertThat(scene.atServer.read(9)).isEqualTo(new Reading(0, List.of(), false));
    }

    @Test
    void shouldTakeAMessageWholeOrNotAtAllAndTellOfRoom() {
        Scene scene = Scene.connected(Scene.MEASURED.withBuffers(3000, 100_000));
        assertThat(scene.atServer.write("fits", 2000)).isTrue();
        assertThat(scene.atServer.write("too much", 1001)).isFalse();
        assertThat(scene.atServer.write("fits too", 1000)).isTrue();
        assertThat(scene.serverEars.room).isZero();
        scene.pass(0.1);
        assertThat(scene.serverEars.room).isEqualTo(1);
        assertThat(scene.clientEars.messages).containsExactly("fits", "fits too");
        assertThatThrownBy(() -> scene.atServer.write("larger than the buffer", 3001))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3000");
    }

    @Test
    void shouldRefuseMoreUnsentBytesThanTheLowWaterMark() {
        Scene scene = Scene.connected();
        scene.atServer.notSentLowWater(10_000);
        scene.closeWindow();
        assertThat(scene.atServer.witness(true).unsentBytes()).isBetween(10_000L, 10_999L);
        assertThat(scene.serverEars.room).isPositive();
    }

    @Test
    void shouldTellNothingOnTheStackOfACall() {
        Scene scene = Scene.connected();
        scene.serverEars.told.clear();
        scene.atClient.write("byte", 1);
        while (scene.serverEars.told.isEmpty()) {
            int unread = scene.atServer.unreadBytes();
            assertThat(scene.agenda.next(Long.MAX_VALUE)).isTrue();
            // The event in which the byte arrived told nobody; the next one did.
            assertThat(unread == 0 && !scene.serverEars.told.isEmpty()).isFalse();
        }
    }

    @Test
    void shouldTellWhatWaitedWhenSomebodyListensAtLast() {
        Scene scene = new Scene();
        Socket[] accepted = new Socket[1];
        scene.server.listen(Scene.PORT, socket -> accepted[0] = socket);
        Socket client = scene.client.connect(scene.server, Scene.PORT, scene.clientEars);
        client.write("early", 5);
        scene.pass(1);
        accepted[0].events(scene.serverEars);
        scene.pass(0);
        assertThat(scene.serverEars.messages).containsExactly("early");
    }

    @Test
    void shouldSendAgainAllThatWasUnderWay() {
        Scene scene = Scene.connected();
        scene.path.cut(Way.BOTH);
        for (int i = 0; i < 30; i++) {
            scene.atServer.write(i, 1000);
        }
        assertThat(scene.atServer.witness(true).unackedSegments()).isEqualTo(30);
        scene.pass(0.5);
        scene.path.mend(Way.BOTH);
        scene.pass(0.2);
        assertThat(scene.clientEars.messages).hasSize(30);
        assertThat(scene.atServer.witness(true).unackedSegments()).isZero();
    }

    @Test
    void shouldDoubleTheTimeOutUntilNewDataAreAcknowledged() {
        Scene scene = Scene.connected();
        scene.path.cut(Way.BOTH);
        scene.atServer.write("byte", 1);
        int[] retransmits = new int[5];
        double[] after = {0.2, 0.22, 0.63, 0.65, 1.49};
        double passed = 0;
        for (int i = 0; i < after.length; i++) {
            scene.pass(after[i] - passed);
            passed = after[i];
            retransmits[i] = scene.atServer.witness(true).retransmits();
        }
        assertThat(retransmits).containsExactly(0, 1, 1, 2, 3);
        scene.path.mend(Way.BOTH);
        scene.pass(1.69);
        assertThat(scene.atServer.witness(true).retransmits()).isEqualTo(3);
        scene.pass(0.1);
        assertThat(scene.atServer.witness(true).retransmits()).isZero();
        assertThat(scene.clientEars.messages).containsExactly("byte");
    }

    @Test
    void shouldBackOffNoFurtherThanTheLongestTimeOut() {
        Scene scene = Scene.connected();
        scene.atClient.longestRto(Duration.ofSeconds(1));
        scene.atClient.userTimeout(Duration.ofSeconds(60));
        scene.clientBeats(0.5);
        scene.pass(2.1);
        scene.path.cut(Way.BOTH);
        scene.pass(30);
        scene.path.mend(Way.BOTH);
        scene.pass(10);
        assertThat(scene.serverEars.longestSilenceNanos / 1e9).isBetween(30.0, 31.5);
        assertThat(scene.serverEars.error).isNull();
    }
}
