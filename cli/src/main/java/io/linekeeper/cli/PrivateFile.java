package io.linekeeper.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;

/** Files that nobody but their owner may read, where the file system can hold to that. */
final class PrivateFile {
    private PrivateFile() {}

    /** Writes a file that must not be there yet. */
    static void create(Path file, String text) throws IOException {
        write(file, text, StandardOpenOption.CREATE_NEW);
    }

    /** Adds a line at the end of a file, which is made if it is missing and keeps its mode if it is there. */
    static void append(Path file, String line) throws IOException {
        boolean open = Files.exists(file) && !Files.readString(file).matches("(?s)(|.*\n)");
        write(file, (open ? "\n" : "") + line + "\n", StandardOpenOption.APPEND, StandardOpenOption.CREATE);
    }

    private static void write(Path file, String text, StandardOpenOption... how) throws IOException {
        Set<StandardOpenOption> options = new HashSet<>(Set.of(how));
        options.add(StandardOpenOption.WRITE);
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] mode = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try (SeekableByteChannel channel = Files.newByteChannel(file, options, mode)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }
}
