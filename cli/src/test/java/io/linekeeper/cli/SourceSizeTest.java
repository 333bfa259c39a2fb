package io.linekeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Small files: one that has outgrown its idea is split, whoever made it grow. */
class SourceSizeTest {
    private static final int MOST_LINES = 500;

    @Test
    void shouldHaveNoJavaFileAboveFiveHundredLines() throws IOException {
        List<Path> sources = sources();

        assertThat(sources).as("the Java files of all modules").hasSizeGreaterThan(5);
        assertThat(sources)
                .as("files of more than " + MOST_LINES + " lines; split them")
                .filteredOn(file -> lines(file) > MOST_LINES)
                .isEmpty();
    }

    private static List<Path> sources() throws IOException {
        Path root = Path.of(System.getProperty("linekeeper.root", ".."));
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> contains(root.relativize(file), "src"))
                    .toList();
        }
    }

    private static boolean contains(Path path, String folder) {
        return StreamSupport.stream(path.spliterator(), false)
                .anyMatch(name -> name.toString().equals(folder));
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
