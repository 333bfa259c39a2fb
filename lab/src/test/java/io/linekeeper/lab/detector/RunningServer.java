package io.linekeeper.lab.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.lab.detector.ServerEvent.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** A {@link DetectorServer} in this process, on a loopback address of its own. */
final class RunningServer implements AutoCloseable {
    private static final AtomicInteger STARTED = new AtomicInteger();

    private final String address = "127." + (1 + ProcessHandle.current().pid() % 250) + "."
            + (1 + ProcessHandle.current().pid() / 250 % 250) + "." + STARTED.incrementAndGet();
    private final PipedOutputStream commands = new PipedOutputStream();
    private final BlockingQueue<ServerEvent> printed = new LinkedBlockingQueue<>();
    private final List<ServerEvent> seen = new ArrayList<>();
    private final Thread thread;

    private RunningServer(List<String> detectors) throws IOException {
        PipedInputStream input = new PipedInputStream(commands);
        List<String> arguments = new ArrayList<>(List.of(address));
        arguments.addAll(detectors);
        thread = new Thread(() -> run(arguments, input));
        thread.start();
    }

    /** Returns when each of them listens. */
    static RunningServer with(List<String> detectors) throws IOException {
        RunningServer server = new RunningServer(detectors);
        detectors.forEach(id -> server.await(
                event -> event.kind() == Kind.LISTENING && event.detector().equals(id)));
        return server;
    }

    private void run(List<String> arguments, PipedInputStream input) {
        PrintStream lines = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8) {
            @Override
            public void println(String line) {
                printed.add(ServerEvent.parse(line));
            }
        };
        try {
            DetectorServer.run(arguments, input, lines, System.err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        return address;
    }

    /** The first such event, now or before. */
    ServerEvent await(Predicate<ServerEvent> wanted) {
        for (ServerEvent event : seen) {
            if (wanted.test(event)) {
                return event;
            }
        }
        while (true) {
            ServerEvent event = next();
            seen.add(event);
            if (wanted.test(event)) {
                return event;
            }
        }
    }

    private ServerEvent next() {
        try {
            ServerEvent event = printed.poll(10, TimeUnit.SECONDS);
            assertThat(event).as("one more event after %s", seen).isNotNull();
            return event;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    ServerEvent awaitAccepted(String detector, Socket line) {
        String peer = line.getLocalAddress().getHostAddress() + ":" + line.getLocalPort();
        return await(event -> event.kind() == Kind.ACCEPTED
                && event.detector().equals(detector)
                && event.peer().equals(peer));
    }

    ServerEvent awaitFound(String detector) {
        return await(event -> event.kind() == Kind.FOUND && event.detector().equals(detector));
    }

    void tell(String command) throws IOException {
        commands.write((command + "\n").getBytes(StandardCharsets.UTF_8));
        commands.flush();
    }

    /** Returns when it has been done. */
    void order(String command) throws IOException {
        tell(command);
        await(event -> event.kind() == Kind.DONE && event.says().equals(command));
    }

    /** Ends its commands and returns when it has ended. */
    @Override
    public void close() throws IOException {
        commands.close();
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assertThat(thread.isAlive()).isFalse();
    }
}
