package io.linekeeper.lab.detector;

import io.linekeeper.lab.LabException;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes every descriptor that the limit of this process leaves, and each one that becomes free later. Any thread. */
final class Hoard implements Closeable {
    /** How EMFILE reads (strerror(3)): the JDK tells no number. Behind it ENFILE, the limit of the machine, goes on in words. */
    private static final String NONE_LEFT = "Too many open files)";

    private static final Duration LOOK = Duration.ofMillis(10);

    private final int most;
    private final Opener opener;
    private final List<Closeable> taken = new ArrayList<>();
    private @Nullable Thread keeper;
    private @Nullable Throwable failure;
    private boolean closed;

    /** Opens one more descriptor. */
    @FunctionalInterface
    interface Opener {
        /** Fails if there is none left. */
        Closeable open() throws IOException;
    }

    /** @param most how many it may take; there must be none left before */
    Hoard(int most) {
        this(most, () -> new FileInputStream("/dev/null"));
    }

    Hoard(int most, Opener opener) {
        this.most = most;
        this.opener = opener;
    }

    /**
     * Takes all, and keeps to it from then on.
     *
     * @return how many it has; the kernel has just refused one more (EMFILE)
     * @throws LabException if some are left, or it was not to be kept since the last time
     */
    synchronized int takeAll() {
        if (failure != null) {
            throw new LabException(
                    "some descriptors were left for a while: " + LabException.sentence(failure), failure);
        }
        int count = takeWhatIsLeft();
        if (keeper == null) {
            keeper = new Thread(this::keep, "hoard");
            keeper.setDaemon(true);
            keeper.start();
        }
        return count;
    }

    private int takeWhatIsLeft() {
        while (taken.size() < most) {
            try {
                taken.add(opener.open());
            } catch (IOException e) {
                if (String.valueOf(e.getMessage()).endsWith(NONE_LEFT)) {
                    return taken.size();
                }
                throw new LabException(
                        taken.size() + " descriptors taken, and the next one failed for another reason: " + e, e);
            }
        }
        throw new LabException(taken.size() + " descriptors taken, and there are some left");
    }

    private void keep() {
        try {
            while (takeUnlessClosed()) {
                Pause.of(LOOK);
            }
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    private synchronized boolean takeUnlessClosed() {
        if (!closed) {
            takeWhatIsLeft();
        }
        return !closed;
    }

    private synchronized void fail(Throwable e) {
        failure = e;
    }

    /** Gives all back. */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        for (Closeable descriptor : taken) {
            descriptor.close();
        }
        taken.clear();
    }
}
