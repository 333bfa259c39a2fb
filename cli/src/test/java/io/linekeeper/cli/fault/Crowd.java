package io.linekeeper.cli.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.lab.Host;
import io.linekeeper.lab.Program;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Thousands of live lines of one {@code connect}, which nothing may end. */
final class Crowd {
    private final Serve serve;
    private final Program program;
    private final Events events;
    private final int lines;

    private Crowd(Serve serve, Program program, int lines) {
        this.serve = serve;
        this.program = program;
        this.lines = lines;
        events = new Events(program.out());
    }

    /** Starts it, and returns when the server has accepted all its lines. */
    static Crowd on(Host host, Serve serve, int lines, String options) {
        int others = serve.events().count("connected");
        List<String> command = Jar.command("connect", serve.address(), "--lines", Integer.toString(lines));
        command.addAll(Arrays.asList(options.split(" ")));
        command.addAll(List.of("--events", "-"));
        Crowd crowd = new Crowd(serve, host.start(command), lines);
        Waits.until(
                () -> "all " + lines + " connected; the client says "
                        + crowd.program.err().text(),
                Waits.START,
                () -> serve.events().count("connected") >= others + lines);
        return crowd;
    }

    /** How long its own loops were away, each time. */
    List<Duration> pauses() {
        return events.named("paused").stream()
                .map(event -> Duration.ofMillis(event.number("gap_ms")))
                .toList();
    }

    /** Neither end has judged any line; then all of them end as they should. */
    void assertAllLiveAndEnd() {
        assertThat(events.count("verdict")).as("verdicts of the client").isZero();
        int before = serve.events().count("closed");
        program.signal("TERM");
        assertThat(program.awaitExit(Waits.REACTION))
                .as("exit status of the client")
                .isZero();
        Waits.until(
                () -> "all " + lines + " closed",
                Waits.REACTION,
                () -> serve.events().count("closed") >= before + lines);
    }
}
