package io.linekeeper.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** The real jar, mostly, in a process of its own, started as a stranger would start it. Closing it kills it. */
final class Program implements AutoCloseable {
    private static final long SIGINT_BIT = 1L << 1;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern LISTENS = Pattern.compile("(\\S+) listens on (\\S+):(\\d+)$");

    final Process process;
    private final Lines out;
    private final Lines err;

    private Program(Process process) {
        this.process = process;
        this.out = new Lines(process.getInputStream());
        this.err = new Lines(process.getErrorStream());
    }

    static Program start(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-jar",
                System.getProperty("linekeeper.jar")));
        command.addAll(List.of(args));
        return run(command);
    }

    /** Another program, which speaks with the jar. */
    static Program run(List<String> command) throws IOException {
        return new Program(new ProcessBuilder(command).start());
    }

    /** A server that listens; on free ports only. */
    static Program serve(String... options) throws IOException {
        List<String> args = new ArrayList<>(List.of("serve", "--listen", "fixed1028:0", "--listen", "length16:0"));
        args.addAll(List.of(options));
        Program server = start(args.toArray(String[]::new));
        server.out.await(line -> line.startsWith("ready"));
        return server;
    }

    /** The port of a listener, from what the program says of it. */
    int port(String listener) {
        return out.all().stream()
                .map(LISTENS::matcher)
                .filter(Matcher::find)
                .filter(found -> found.group(1).equals(listener))
                .mapToInt(found -> Integer.parseInt(found.group(3)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no listener " + listener + " in " + out.all()));
    }

    /** Waits for the first line on stdout that contains the text. */
    String awaitOut(String text) {
        return awaitOut(line -> line.contains(text));
    }

    /** Waits for the first such line on stdout. */
    String awaitOut(Predicate<String> wanted) {
        return out.await(wanted);
    }

    /** All of stdout so far; after {@link #assertStatus} all there is. */
    List<String> out() {
        return out.all();
    }

    /** All of stderr so far; after {@link #assertStatus} all there is. */
    List<String> err() {
        return err.all();
    }

    /** Waits for the end, which must come by itself, and with this exit status. */
    void assertStatus(int expected) throws InterruptedException {
        boolean ended = process.waitFor(PATIENCE.multipliedBy(2).toSeconds(), TimeUnit.SECONDS);
        if (ended) {
            out.join();
            err.join();
        }
        Assertions.assertThat(ended ? Integer.toString(process.exitValue()) : "still running")
                .as("the exit status after it said %s %s", out.all(), err.all())
                .isEqualTo(Integer.toString(expected));
    }

    /**
     * Sends a signal as kill(1) does. Whoever started us in the background of a script made us ignore SIGINT, and a program
     * hands that on to those that it starts: then there is nothing to be tested.
     */
    void signal(String name) throws IOException, InterruptedException {
        Assumptions.assumeFalse(name.equals("INT") && isInterruptIgnored(), "SIGINT is ignored here from birth");
        int sent = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        Assertions.assertThat(sent).as("kill -" + name).isZero();
    }

    private static boolean isInterruptIgnored() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & SIGINT_BIT) != 0);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Collects what a stream says, line by line. */
    private static final class Lines {
        private final List<String> lines = new ArrayList<>();
        private final Thread reader;
        private boolean ended;

        Lines(InputStream stream) {
            reader = new Thread(() -> read(stream), "lines");
            reader.setDaemon(true);
            reader.start();
        }

        private void read(InputStream stream) {
            try (BufferedReader text = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (String line = text.readLine(); line != null; line = text.readLine()) {
                    add(line);
                }
            } catch (IOException e) {
                add("(" + e + ")");
            }
            end();
        }

        private synchronized void add(String line) {
            lines.add(line);
            notifyAll();
        }

        private synchronized void end() {
            ended = true;
            notifyAll();
        }

        synchronized List<String> all() {
            return List.copyOf(lines);
        }

        synchronized String await(Predicate<String> wanted) {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            for (int next = 0; ; next++) {
                while (next >= lines.size()) {
                    long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                    if (ended || left <= 0) {
                        throw new AssertionError("it never came, but: " + lines);
                    }
                    try {
                        wait(left);
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                }
                if (wanted.test(lines.get(next))) {
                    return lines.get(next);
                }
            }
        }

        void join() throws InterruptedException {
            reader.join(PATIENCE.toMillis());
        }
    }
}
