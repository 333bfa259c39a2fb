package io.linekeeper.sim.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Random loss beside what was measured on Linux: 100 lines that ask every second for a minute, loss both ways, and the longest
 * silence that each heard of its answers. The measurement is one run of 100 lines, the model has 400.
 */
class LossTest {
    private static final int LINES = 400;

    @ParameterizedTest
    @CsvSource({"0.03, 1.2, 1.4", "0.1, 1.4, 2.0", "0.2, 2.1, 4.2", "0.3, 5, 14"})
    void shouldMakeTheSilencesThatWereMeasured(double loss, double median, double ninetieth) {
        double[] silences = silences(loss);
        assertThat(silences[LINES / 2]).isBetween(median / 1.3, median * 1.3);
        assertThat(silences[LINES * 9 / 10]).isBetween(ninetieth / 2, ninetieth * 2);
    }

    private static double[] silences(double loss) {
        Scene scene = new Scene();
        scene.server.listen(
                Scene.PORT,
                socket -> socket.events(new SocketEvents() {
                    @Override
                    public void readable(Socket readable) {
                        readable.read(Integer.MAX_VALUE).messages().forEach(question -> readable.write("pong", 4));
                    }
                }));
        Ears[] ears = new Ears[LINES];
        for (int i = 0; i < LINES; i++) {
            ears[i] = new Ears(scene.agenda);
            Socket socket = scene.client.connect(scene.server, Scene.PORT, ears[i]);
            scene.every(1, () -> socket.write("ping", 4));
        }
        scene.pass(1.5);
        scene.path.loss(loss);
        scene.pass(60);
        return Arrays.stream(ears)
                .mapToDouble(ear -> Math.max(ear.longestSilenceNanos, scene.agenda.now() - ear.heardNanos) / 1e9)
                .sorted()
                .toArray();
    }
}
