package io.linekeeper.netty;

/** A decoder that can tell how much of an unfinished frame it holds: evidence when the peer ends in the middle of one. */
public interface PendingInput {

    /** Bytes of an unfinished frame; 0 between frames. On the channel's event loop only. */
    int pendingBytes();
}
