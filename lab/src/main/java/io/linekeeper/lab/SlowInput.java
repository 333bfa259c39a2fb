package io.linekeeper.lab;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;

/** Reads a stream at a steady rate, a little at a time: what has not been read yet waits in the kernel. For one thread. */
final class SlowInput extends FilterInputStream {
    private static final int MOST_READS_A_SECOND = 20;

    private final int most;
    private final double nanosPerByte;
    private long nextRead = System.nanoTime();

    /** @param rate the most bytes in a second */
    SlowInput(InputStream in, int rate) {
        super(in);
        most = Math.max(1, rate / MOST_READS_A_SECOND);
        nanosPerByte = (double) TimeUnit.SECONDS.toNanos(1) / rate;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        awaitTurn();
        int count = super.read(bytes, offset, Math.min(length, most));
        nextRead = Math.max(nextRead, System.nanoTime() - TimeUnit.SECONDS.toNanos(1) / MOST_READS_A_SECOND)
                + (long) (nanosPerByte * Math.max(0, count));
        return count;
    }

    private void awaitTurn() throws IOException {
        try {
            TimeUnit.NANOSECONDS.sleep(Math.max(0, nextRead - System.nanoTime()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("while reading slowly");
        }
    }
}
