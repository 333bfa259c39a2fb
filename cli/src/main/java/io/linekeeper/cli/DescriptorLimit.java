package io.linekeeper.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** How many descriptors this process may have open (proc(5), {@code /proc/pid/limits}). */
final class DescriptorLimit {
    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final String NAME = "Max open files";
    /** Jars, libraries, loops, the console: what the process needs beside its lines. */
    private static final int OTHERS = 100;

    private DescriptorLimit() {}

    /** How many lines there can be; empty where nobody can tell. */
    static OptionalLong lines() {
        try (Stream<String> limits = Files.lines(LIMITS)) {
            return limits.filter(line -> line.startsWith(NAME))
                    .map(line -> line.substring(NAME.length()).strip().split("\\s+")[0])
                    .filter(soft -> soft.chars().allMatch(Character::isDigit))
                    .mapToLong(soft -> Math.max(0, Long.parseLong(soft) - OTHERS))
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
