package io.linekeeper.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/** What is written goes to the terminal, too, at once. Closing it closes the file alone. */
final class Copied extends OutputStream {
    private final OutputStream file;
    private final PrintStream terminal;

    Copied(OutputStream file, PrintStream terminal) {
        this.file = file;
        this.terminal = terminal;
    }

    @Override
    public void write(int one) throws IOException {
        file.write(one);
        terminal.write(one);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        file.write(bytes, offset, length);
        terminal.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        file.flush();
        terminal.flush();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
