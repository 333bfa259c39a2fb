package io.linekeeper.sim.gateway;

import io.linekeeper.wire.Frame;
import java.nio.ByteBuffer;

/** How long frames are on the wire (docs/PROTOCOL.md), give or take the names in them. */
public final class Frames {
    /** The most bytes of one DATA frame that a message is cut into, as the netty module's outbox cuts them. */
    public static final int CHUNK_BYTES = 16 * 1024;

    private static final ByteBuffer PAYLOAD = ByteBuffer.allocate(CHUNK_BYTES).asReadOnlyBuffer();
    private static final int HELLO_BYTES = 48;
    private static final int WELCOME_BYTES = 34;
    private static final int GOODBYE_BYTES = 12;
    private static final int PING_BYTES = 16;
    private static final int SHORT_BYTES = 12;

    private Frames() {}

    /** The length of a frame. */
    public static int bytes(Frame frame) {
        if (frame instanceof Frame.Data data) {
            return Frame.HEADER_BYTES + data.payload().remaining();
        }
        if (frame instanceof Frame.Hello) {
            return HELLO_BYTES;
        }
        if (frame instanceof Frame.Welcome) {
            return WELCOME_BYTES;
        }
        if (frame instanceof Frame.Goodbye) {
            return GOODBYE_BYTES;
        }
        return frame instanceof Frame.Ping ? PING_BYTES : SHORT_BYTES;
    }

    /** A piece of a message. */
    public static Frame data(int bytes, boolean more) {
        return new Frame.Data(more, PAYLOAD.slice(0, bytes));
    }
}
