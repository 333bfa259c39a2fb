package io.linekeeper.netty;

import io.netty.handler.codec.DecoderException;
import java.io.Serial;

/** A peer sent what its protocol does not allow; the line ends as MALFORMED. */
public final class MalformedFrameException extends DecoderException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int type;
    private final long offset;

    MalformedFrameException(int type, long offset, String allowed) {
        super("type " + type + " at byte " + offset + " is none of " + allowed);
        this.type = type;
        this.offset = offset;
    }

    /** The frame type that came. */
    public int type() {
        return type;
    }

    /** Where it began: bytes since the first that the decoder saw. */
    public long offset() {
        return offset;
    }
}
