package io.linekeeper.lab.detector;

import java.time.Duration;

/** A detector at work, as a scene may disturb it. Any thread may call. */
public interface Service extends AutoCloseable {
    /** Sends so many bytes on every line that is open. Returns before they are sent. */
    void send(int bytes);

    /** Blocks each loop or thread that reads from lines, for so long. Returns at once. */
    void block(Duration time);

    /** Accepts connections, or leaves them in the kernel's queue. Returns when it is so. */
    void accept(boolean accepts);

    @Override
    void close();
}
