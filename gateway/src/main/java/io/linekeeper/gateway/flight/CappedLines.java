package io.linekeeper.gateway.flight;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Reads lines of a limited length, so that a file that has none does not take all memory. One thread. */
final class CappedLines implements AutoCloseable {
    private final Reader reader;
    private final int most;

    /** Lines of at most so many characters. */
    CappedLines(BufferedReader reader, int most) {
        this.reader = reader;
        this.most = most;
    }

    /**
     * The next line without its end, or null at the end of the file. Of a longer line one character more than allowed: the
     * rest of it is not read.
     */
    @Nullable
    String next() throws IOException {
        StringBuilder line = new StringBuilder();
        int next = reader.read();
        if (next < 0) {
            return null;
        }
        while (next >= 0 && next != '\n' && line.length() <= most) {
            line.append((char) next);
            next = reader.read();
        }
        if (line.length() > 0 && line.charAt(line.length() - 1) == '\r') {
            line.setLength(line.length() - 1);
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
