package io.linekeeper.cli.fault;

import io.linekeeper.cli.Main;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Runs the jar's own entry point in a JVM that is short of memory, beside a thread that makes garbage as fast as it can: of
 * millions of small objects one after the other is replaced, so that the old generation is full again and again, and to
 * collect it stops everything for seconds.
 */
public final class AllocationStorm {
    private static final int OBJECTS = 20_000_000;

    /** What the living objects need, a third of that for garbage, and little else. */
    private static final String HEAP = "-Xmx640m";

    private AllocationStorm() {}

    /**
     * The command that runs the jar so, on one processor, lest its peers starve; more may be appended. Its collections are
     * told on standard error.
     */
    static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of("taskset", "--cpu-list", "0"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", HEAP, "-Xlog:gc:stderr"));
        command.addAll(List.of("-cp", classes() + ":" + System.getProperty("linekeeper.jar")));
        command.add(AllocationStorm.class.getName());
        command.addAll(List.of(arguments));
        return command;
    }

    private static Path classes() {
        try {
            return Path.of(AllocationStorm.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** Runs the storm and, with these arguments, the program. */
    public static void main(String[] args) {
        Thread storm = new Thread(AllocationStorm::rage, "storm");
        storm.setDaemon(true);
        storm.start();
        Main.main(args);
    }

    private static void rage() {
        Object[] living = new Object[OBJECTS];
        for (int i = 0; i < OBJECTS; i++) {
            living[i] = new Object();
        }
        while (true) {
            living[ThreadLocalRandom.current().nextInt(OBJECTS)] = new Object();
        }
    }
}
