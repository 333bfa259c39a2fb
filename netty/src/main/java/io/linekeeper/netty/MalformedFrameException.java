package io.linekeeper.netty;

import io.netty.handler.codec.DecoderException;
import java.io.Serial;

/** A peer sent what its protocol does not allow; the line ends as MALFORMED. */
public final class MalformedFrameException extends DecoderException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int type;
    private final long offset;

    /**
     * With the message "(frame) at byte (offset) (why)", in which nothing that the peer sent may stand but as a number.
     *
     * @param frame what came, in words
     * @param why what is wrong with it: the rest of the sentence
     */
    MalformedFrameException(String frame, int type, long offset, String why) {
        super(frame + " at byte " + offset + " " + why);
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
