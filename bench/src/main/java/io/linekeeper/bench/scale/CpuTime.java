package io.linekeeper.bench.scale;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The processor time of a process by thread, in nanoseconds, without the JVM's compilers: they end their work some time
 * after a start, not at the same moment in each run.
 *
 * <p>Source: proc(5), {@code /proc/pid/task/tid/schedstat}, first field.
 */
record CpuTime(Map<String, Long> nanosByThread) {

    static CpuTime of(Child process) throws IOException {
        Map<String, Long> nanos = new HashMap<>();
        try (DirectoryStream<Path> tasks =
                Files.newDirectoryStream(process.proc().toPath().resolve("task"))) {
            for (Path task : tasks) {
                try {
                    String name = Files.readString(task.resolve("comm"));
                    if (!name.contains("Compiler")) {
                        String spent =
                                Files.readString(task.resolve("schedstat")).split(" ")[0];
                        nanos.put(task.getFileName().toString(), Long.parseLong(spent));
                    }
                } catch (NoSuchFileException ended) {
                    // A thread that ended meanwhile.
                }
            }
        }
        return new CpuTime(nanos);
    }

    long nanosSince(CpuTime before) {
        return nanosByThread.entrySet().stream()
                .mapToLong(thread -> thread.getValue() - before.nanosByThread.getOrDefault(thread.getKey(), 0L))
                .sum();
    }
}
