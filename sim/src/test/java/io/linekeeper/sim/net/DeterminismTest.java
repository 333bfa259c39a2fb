package io.linekeeper.sim.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeterminismTest {
    @Test
    void shouldDoTheSameForTheSameSeed() {
        assertThat(trace(1, 3)).hasSizeGreaterThan(100).isEqualTo(trace(1, 3));
    }

    @Test
    void shouldDoSomethingElseForAnotherSeed() {
        assertThat(trace(1, 3)).isNotEqualTo(trace(2, 3));
    }

    @Test
    void shouldLeaveTheLuckOfTheOthersAloneWhenOneIsTakenOut() {
        List<String> others = new ArrayList<>(trace(1, 3));
        others.removeIf(line -> line.startsWith("client 2"));
        assertThat(trace(1, 2)).isEqualTo(others);
    }

    /** What a server hears of so many clients over a bad network, and when. */
    private static List<String> trace(long seed, int clients) {
        List<String> trace = new ArrayList<>();
        Agenda agenda = new Agenda(Long.MAX_VALUE - 1_000_000_000);
        long begin = agenda.now();
        Network network = new Network(
                agenda,
                seed,
                NetworkOptions.defaults()
                        .withDelay(Duration.ofMillis(1), Duration.ofMillis(50))
                        .withLoss(0.1));
        Host server = network.host("server");
        server.listen(
                Scene.PORT,
                socket -> socket.events(new SocketEvents() {
                    @Override
                    public void readable(Socket readable) {
                        Reading reading = readable.read(1000);
                        trace.add(readable.peer().name() + " at " + (agenda.now() - begin) + ": " + reading);
                    }
                }));
        for (int i = 0; i < clients; i++) {
            Socket socket = network.host("client " + i).connect(server, Scene.PORT, new SocketEvents() {});
            for (int beat = 0; beat < 60; beat++) {
                int number = beat;
                agenda.after(beat * 500_000_000L, () -> socket.write(number, 100));
            }
        }
        while (agenda.next(begin + 60_000_000_000L)) {
            // To the end.
        }
        return trace;
    }
}
