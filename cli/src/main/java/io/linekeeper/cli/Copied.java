package io.linekeeper.cli;

import java.io.IOException;
import java.io.OutputStream;

/** What is written to a file goes to stdout, too, at once. Closing it closes the file alone. */
final class Copied extends OutputStream {
    private final OutputStream file;

    Copied(OutputStream file) {
        this.file = file;
    }

    @Override
    public void write(int one) throws IOException {
        file.write(one);
        System.out.write(one);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        file.write(bytes, offset, length);
        System.out.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        file.flush();
        System.out.flush();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
