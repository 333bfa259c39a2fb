package io.linekeeper.gateway.icmp;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The system's ping, asking one host for as long as it is let. Not {@link InetAddress#isReachable}: without rights of its own
 * that tries TCP instead, and says nothing of the kind. One thread.
 */
final class Ping implements AutoCloseable {
    private static final String PROGRAM = "ping";
    /** What no line of ping's is longer than. */
    private static final int LONGEST_LINE = 1_000;

    private static final long START_SECONDS = 5;

    private final Process process;
    private final StringBuilder unread = new StringBuilder();

    private Ping(Process process) {
        this.process = process;
    }

    /**
     * Starts asking. With {@code -O} it prints something in each period whatever the host does, so that it ends by itself when
     * nobody is left to read: not even a gateway that was killed leaves it behind.
     */
    static Ping of(InetAddress host, PingSettings settings) throws IOException {
        return run(List.of(
                PROGRAM,
                "-n",
                "-O",
                "-i",
                seconds(settings.period()),
                "-W",
                seconds(settings.timeout()),
                host.getHostAddress()));
    }

    static Ping run(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(Map.of("LC_ALL", "C", "LANG", "C"));
        Process process = builder.start();
        process.getOutputStream().close();
        return new Ping(process);
    }

    private static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3).toPlainString();
    }

    /** @throws IOException if there is no ping here whose words we know, with the remedy */
    static void require() throws IOException {
        Process process;
        try {
            process =
                    new ProcessBuilder(PROGRAM, "-V").redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new IOException(
                    "there is no ping here to ask hosts with; install the Debian package iputils-ping, or"
                            + " leave out --icmp",
                    e);
        }
        try (InputStream says = process.getInputStream()) {
            String version = new String(says.readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(START_SECONDS, TimeUnit.SECONDS) || !version.contains("iputils")) {
                throw new IOException(
                        "the ping here is not that of iputils, whose words we know; install the Debian package"
                                + " iputils-ping, or leave out --icmp");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while ping was being tried", e);
        } finally {
            process.destroyForcibly();
        }
    }

    /** The lines that it has printed since the last time. Waits for nothing. */
    List<String> lines() throws IOException {
        InputStream printed = process.getInputStream();
        int there = printed.available();
        if (there > 0) {
            unread.append(new String(printed.readNBytes(there), StandardCharsets.ISO_8859_1));
        }
        List<String> lines = new ArrayList<>();
        for (int end = unread.indexOf("\n"); end >= 0; end = unread.indexOf("\n")) {
            lines.add(unread.substring(0, end));
            unread.delete(0, end + 1);
        }
        if (unread.length() > LONGEST_LINE) {
            unread.setLength(0);
        }
        return lines;
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** Ends it at once; it has nothing to lose. */
    @Override
    public void close() {
        process.destroyForcibly();
    }
}
