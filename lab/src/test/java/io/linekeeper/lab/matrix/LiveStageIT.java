package io.linekeeper.lab.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linekeeper.lab.LabException;
import io.linekeeper.lab.Network;
import io.linekeeper.lab.PeerEvent;
import io.linekeeper.lab.PulledCable;
import io.linekeeper.lab.detector.Detector;
import io.linekeeper.lab.detector.Detectors;
import io.linekeeper.lab.detector.ServerEvent;
import io.linekeeper.lab.detector.ServerEvent.Kind;
import io.linekeeper.lab.matrix.ScenePlay.Played;
import io.linekeeper.lab.scene.Scene;
import io.linekeeper.lab.scene.Scenes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a scene may do on a stage, before all real detectors. */
@Tag("fault")
class LiveStageIT {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final List<Detector> DETECTORS = Detectors.all().stream()
            .filter(detector -> !detector.predictedOnly())
            .toList();

    @BeforeAll
    static void skipWithAReason() {
        Network.reasonToSkip().ifPresent(Assumptions::abort);
    }

    @Test
    void shouldHaveALineOfTheDeviceAndOneOfTheNeighbourForEachDetector() throws IOException {
        try (LiveStage stage = LiveStage.set(Planted.scene("planted", Duration.ZERO), DETECTORS)) {
            assertThat(stage.network().server().sockets())
                    .filteredOn(socket -> socket.state().equals("ESTAB"))
                    .hasSize(2 * DETECTORS.size());
            for (int line = 0; line < DETECTORS.size(); line++) {
                Detector detector = DETECTORS.get(line);
                int port = stage.portsOf(detector)[0];
                assertThat(connectedFrom(stage, line)).isEqualTo(Integer.toString(port));
                assertThat(accepted(stage, detector))
                        .hasSize(2)
                        .contains(stage.network().device().address() + ":" + port);
            }
            sendsOnEveryLine(stage);
            stage.block(Duration.ofMillis(100));
            stage.exhaustDescriptors();
            try (Stream<Path> open =
                    Files.list(Path.of("/proc/" + stage.server().pid() + "/fd"))) {
                assertThat(open).as("all that its limit allows").hasSize(1024);
            }
            stage.exhaustDescriptors();
            stage.requireSound();
        }
    }

    @Test
    void shouldFailWhenTheProgramRefusesAnOrder() {
        try (Network network = Network.make()) {
            DetectorProgram program = new DetectorProgram(network.server(), List.of(Detectors.named("none")), LIMIT);

            assertThatThrownBy(() -> program.order("jump"))
                    .isInstanceOf(LabException.class)
                    .hasMessageStartingWith("\"jump\" was refused: there is no command \"jump\"");
        }
    }

    private static void sendsOnEveryLine(LiveStage stage) {
        int from = stage.device().out().size();
        stage.send(1);
        for (int line = 0; line < DETECTORS.size(); line++) {
            String read = " " + line + " read ";
            stage.device().out().await(from, text -> text.contains(read), LIMIT);
        }
    }

    private static String connectedFrom(LiveStage stage, int line) {
        return PeerEvent.parse(stage.device()
                        .out()
                        .await(text -> text.contains(" " + line + " connected "), LIMIT)
                        .text())
                .detail();
    }

    private static List<String> accepted(LiveStage stage, Detector detector) {
        return stage.events(detector).stream()
                .filter(event -> event.kind() == Kind.ACCEPTED)
                .map(ServerEvent::peer)
                .toList();
    }

    @Test
    void shouldNotPlayTheAcceptQueueBeforeADetectorThatAccepts() {
        Scene real = Scenes.all().stream()
                .filter(any -> any.id().equals("accept-queue"))
                .findFirst()
                .orElseThrow();
        Scene scene = Planted.unaccepted("planted", Duration.ZERO, stage -> {
            long fault = real.play(stage);
            stage.accept(true);
            return fault;
        });
        List<Detector> detectors = List.of(Detectors.named("none"));
        try (LiveStage stage = LiveStage.set(scene, detectors)) {
            ScenePlay play = new ScenePlay(scene, detectors, Duration.ofSeconds(1));

            assertThatThrownBy(() -> play.on(stage))
                    .isInstanceOf(LabException.class)
                    .hasMessageStartingWith(
                            "none was to accept no more, and has accepted the device's lines from ports [");
        }
    }

    @Test
    void shouldJudgeByTheKernelWhatTheProgramNeverAccepted() {
        Scene scene = Planted.unaccepted("planted", Duration.ofSeconds(14), stage -> {
            stage.accept(false);
            stage.connect();
            return new PulledCable(stage.network().device()).inject();
        });
        List<Detector> detectors = List.of(Detectors.named("none"), Detectors.named("keepalive-1-1-10"));
        try (LiveStage stage = LiveStage.set(scene, detectors)) {
            Map<String, Played> played = new ScenePlay(scene, detectors, scene.watched()).on(stage);

            for (Detector detector : detectors) {
                assertThat(accepted(stage, detector)).noneMatch(stage.watched(detector)::contains);
                assertThat(played.get(detector.id()).bystandersKilled()).isZero();
            }
            assertThat(played.get("none").outcomes()).singleElement().matches(outcome -> !outcome.isFound());
            assertThat(played.get("keepalive-1-1-10").outcomes())
                    .singleElement()
                    .satisfies(outcome -> assertThat(Duration.ofNanos(outcome.found()))
                            .isBetween(Duration.ofSeconds(9), Duration.ofSeconds(13)));
        }
    }
}
