package io.linekeeper.lab;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;

/**
 * Reads a stream at a steady rate, a little at a time: what has not been read yet waits in the kernel. For one thread that reads; any may
 * slow it down.
 */
final class SlowInput extends FilterInputStream {
    private static final int MOST_READS_A_SECOND = 20;

    private volatile int rate;
    private long nextRead = System.nanoTime();

    /** @param rate the most bytes in a second */
    SlowInput(InputStream in, int rate) {
        super(in);
        this.rate = rate;
    }

    /** From the next read on reads no more than so many bytes in a second. */
    void slowTo(int newRate) {
        rate = newRate;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        awaitTurn();
        int now = rate;
        int count = super.read(bytes, offset, Math.min(length, Math.max(1, now / MOST_READS_A_SECOND)));
        nextRead = Math.max(nextRead, System.nanoTime() - TimeUnit.SECONDS.toNanos(1) / MOST_READS_A_SECOND)
                + (long) ((double) TimeUnit.SECONDS.toNanos(1) / now * Math.max(0, count));
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
