package io.linekeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The real jar serves its metrics, and its own pauses are among them. */
@Timeout(60)
class MetricsIT {
    private static final Duration STOPPED = Duration.ofSeconds(2);
    /** Of a stop that began while the loop slept, up to a second of sleep and a step are no gap. */
    private static final double LEAST_GAP = 0.7;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void shouldServeWhatItCounts() throws Exception {
        try (Program server = Program.serve("--metrics", "0");
                Peer peer = new Peer(server.port("fixed1028"))) {
            URI page = URI.create(server.awaitOut("metrics at ").replaceFirst(".*metrics at ", ""));
            peer.send(Peer.fixed(1, ""));
            peer.receive(Peer.FRAME_BYTES);
            server.signal("STOP");
            Thread.sleep(STOPPED.toMillis());
            server.signal("CONT");
            server.awaitOut("we paused for");

            HttpResponse<String> metrics = get(page);
            assertThat(metrics.statusCode()).isEqualTo(200);
            assertThat(metrics.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
            assertThat(metrics.body().lines())
                    .contains("linekeeper_lines 1.0", "linekeeper_connected_total 1.0")
                    .anyMatch(line -> line.startsWith("linekeeper_gap_seconds_max{") && valueOf(line) > LEAST_GAP);

            assertThat(get(page.resolve("/other")).statusCode()).isEqualTo(404);
            assertThat(http.send(
                                    HttpRequest.newBuilder(page)
                                            .POST(BodyPublishers.noBody())
                                            .build(),
                                    BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(405);
            try (Program second =
                    Program.start("serve", "--listen", "fixed1028:0", "--metrics", Integer.toString(page.getPort()))) {
                second.assertStatus(2);
                assertThat(String.join("\n", second.err())).contains("choose another port");
            }
            server.signal("TERM");
            server.assertStatus(0);
        }
    }

    private HttpResponse<String> get(URI page) throws Exception {
        return http.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
    }

    private static double valueOf(String line) {
        return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
    }
}
