package io.linekeeper.lab.scene;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScenesTest {
    @Test
    void shouldListTheScenesInTheOrderOfTheTable() {
        assertThat(Scenes.all())
                .extracting(Scene::id)
                .containsExactly(
                        "cable-device-idle",
                        "cable-device-in-flight",
                        "cable-server",
                        "hole-to-server",
                        "hole-to-device",
                        "hole-both",
                        "one-flow",
                        "nat-silent",
                        "nat-reset",
                        "reboot",
                        "vm-paused",
                        "hung",
                        "killed",
                        "reader-stopped",
                        "slow-reader",
                        "loss-3",
                        "loss-10",
                        "loss-20",
                        "loss-30",
                        "half-close",
                        "outage-short",
                        "outage-long",
                        "ghost",
                        "descriptors",
                        "accept-queue",
                        "server-stopped",
                        "loop-blocked");
    }

    @Test
    void shouldSayInOneSentenceWhatEachDoes() {
        assertThat(Scenes.all())
                .extracting(Scene::sentence)
                .doesNotHaveDuplicates()
                .allMatch(sentence -> sentence.matches("[A-Z][^\n]*[^.]\\."));
    }
}
