package io.linekeeper.sim.gateway;

import io.linekeeper.sim.net.Socket;
import io.linekeeper.wire.Frame;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What waits in our own process to be sent: messages in an outbox that control frames pass at the next frame border, and
 * behind it Netty's channel buffer, from which the kernel takes what fits.
 */
final class Outbox {
    private static final int MOST_UNDER_WAY = 2;

    private final Socket socket;
    private final Queue<Integer> messages = new ArrayDeque<>();
    private final Queue<Written> channel = new ArrayDeque<>();
    private int underWay;
    private long handed;
    private long pending;
    private boolean saidGoodbye;

    private record Written(
            @Nullable Frame frame,
            int bytes,
            boolean message,
            @Nullable Runnable sent) {}

    Outbox(Socket socket) {
        this.socket = socket;
    }

    /** Writes a control frame, and all that fits; {@code sent} when the kernel has it. */
    void control(Frame frame, @Nullable Runnable sent) {
        if (frame instanceof Frame.Goodbye) {
            saidGoodbye = true;
            messages.clear();
        }
        add(new Written(frame, Frames.bytes(frame), false, sent));
        flush();
    }

    /** Writes a message of any size. */
    void message(long bytes) {
        for (long left = bytes; left > 0 && !saidGoodbye; left -= Frames.CHUNK_BYTES) {
            messages.add((int) Math.min(left, Frames.CHUNK_BYTES));
        }
        flush();
    }

    /** Does something when all that is in the channel's buffer now has been handed to the kernel. */
    void afterChannel(Runnable handedOver) {
        if (channel.isEmpty()) {
            handedOver.run();
        } else {
            channel.add(new Written(null, 0, false, handedOver));
        }
    }

    private void add(Written written) {
        channel.add(written);
        pending += written.bytes;
    }

    /** Hands to the kernel what it takes. */
    void flush() {
        fill();
        for (Written first = channel.peek(); first != null && socket.isOpen(); first = channel.peek()) {
            if (first.frame != null && !socket.write(first.frame, first.bytes)) {
                return;
            }
            channel.remove();
            handed += first.bytes;
            pending -= first.bytes;
            if (first.message) {
                underWay--;
            }
            if (first.sent != null) {
                first.sent.run();
            }
            fill();
        }
    }

    private void fill() {
        while (underWay < MOST_UNDER_WAY && !messages.isEmpty()) {
            int bytes = messages.remove();
            underWay++;
            Frame frame = Frames.data(bytes, !messages.isEmpty());
            add(new Written(frame, Frames.bytes(frame), true, null));
        }
    }

    /** Whether everything has been handed to the kernel; a goodbye fails what it left behind. */
    boolean isEmpty() {
        return channel.isEmpty() && messages.isEmpty();
    }

    /** Whether messages wait, so that the channel is not writable. */
    boolean isFull() {
        return !messages.isEmpty();
    }

    /** Bytes in the channel's buffer. */
    long pendingBytes() {
        return pending;
    }

    /** Bytes that the kernel took. */
    long handedBytes() {
        return handed;
    }
}
