package io.linekeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real jar tries a policy in the shadow: it ends nothing, and counts where it would have been right. */
@Timeout(60)
class ObserveIT {

    @Test
    void shouldEndNothingAndSayWhereItWouldHaveBeenRight(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("events.json");
        List<String> out;
        try (Program server = Program.serve(
                        ("--heartbeat two-way --idle 500ms --interval 250ms --probes 2 --verdicts observe --events "
                                        + file)
                                .split(" "));
                Peer late = new Peer(server.port("fixed1028"));
                Peer dead = new Peer(server.port("fixed1028"));
                Peer open = new Peer(server.port("fixed1028"))) {
            for (int line = 0; line < 3; line++) {
                int deaths = line + 1;
                server.awaitOut(said -> server.out().stream()
                                .filter(each -> each.contains("observed HUNG"))
                                .count()
                        >= deaths);
            }
            late.send(Peer.fixed(2, ""));
            server.awaitOut("recovered");
            dead.socket.setSoLinger(true, 0);
            dead.end();
            server.awaitOut("RESET");
            assertThat(open.receive(Peer.FRAME_BYTES)).startsWith(0, 0, 0, 1);
            server.signal("TERM");
            server.assertStatus(0);
            out = server.out();
        }
        assertThat(out)
                .anyMatch(said ->
                        said.startsWith("observed ") && said.contains(" 1 rightly") && said.contains(" 1 wrongly"));
        List<JsonNode> events = Events.read(Files.readAllLines(file));
        Events.assertEndsRight(events);
        assertThat(Events.named(events, "observed"))
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(event -> assertThat(event.get("fate").asText()).isEqualTo("HUNG"));
        assertThat(Events.named(events, "verdict"))
                .extracting(event -> event.get("fate").asText())
                .containsExactlyInAnyOrder("RESET", "SHUTDOWN", "SHUTDOWN");
    }
}
