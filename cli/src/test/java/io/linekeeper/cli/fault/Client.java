package io.linekeeper.cli.fault;

import io.linekeeper.lab.Host;
import io.linekeeper.lab.Program;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** The client as its users run it, with one line: the packaged jar's {@code connect} on a host of the lab. */
final class Client {
    private final Host host;
    private final Program program;
    private final Events events;
    private final int port;

    private Client(Host host, Program program, Serve serve) {
        this.host = host;
        this.program = program;
        events = new Events(program.out());
        int before = serve.events().named("connected").size();
        events.await(event -> event.is("connected"), Waits.START);
        Waits.until(
                () -> "seen by the server",
                Waits.REACTION,
                () -> serve.events().named("connected").size() > before);
        port = serve.events().named("connected").get(before).peerPort();
    }

    /** Starts {@code connect} and returns when its line is connected. */
    static Client on(Host host, Serve serve, String options) {
        List<String> command = Jar.command("connect", serve.address());
        command.addAll(Arrays.asList(options.split(" ")));
        command.addAll(List.of("--events", "-"));
        return new Client(host, host.start(command), serve);
    }

    int port() {
        return port;
    }

    Program program() {
        return program;
    }

    Events events() {
        return events;
    }

    ServeEvent awaitVerdict(Duration limit) {
        return events.await(event -> event.is("verdict"), limit);
    }

    /** When data of the server last arrived, by its kernel. */
    Moment lastByte() {
        return Wire.since(
                "lastrcv", () -> Wire.socket(host, socket -> socket.local().endsWith(":" + port)));
    }
}
