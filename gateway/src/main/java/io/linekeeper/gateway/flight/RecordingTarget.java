package io.linekeeper.gateway.flight;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Opens a file for a recording: a new one, or one that goes on. */
public final class RecordingTarget {
    private static final String HEADER = "{\"record\":\"recording\",";

    private RecordingTarget() {}

    /**
     * Appends to a file, which is created if it is missing. A line that an earlier writer could not finish is ended.
     *
     * @throws RecordingException if something else is in it
     * @throws IOException if it cannot be opened
     */
    public static OutputStream append(Path file) throws IOException, RecordingException {
        boolean regular = Files.isRegularFile(file) && Files.size(file) > 0;
        if (regular && !startsAsRecording(file)) {
            throw new RecordingException(file + " is there already and is no flight recording; name another file");
        }
        OutputStream out = new BufferedOutputStream(
                Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        if (regular && !endsWithALine(file)) {
            out.write('\n');
        }
        return out;
    }

    private static boolean startsAsRecording(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] first = in.readNBytes(HEADER.length());
            return new String(first, StandardCharsets.US_ASCII).equals(HEADER);
        }
    }

    private static boolean endsWithALine(Path file) throws IOException {
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "r")) {
            content.seek(content.length() - 1);
            return content.read() == '\n';
        }
    }
}
