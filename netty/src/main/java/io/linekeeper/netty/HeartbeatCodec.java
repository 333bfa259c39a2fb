package io.linekeeper.netty;

import io.linekeeper.line.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * How a protocol's own messages ask "are you there?" and answer it; all that a heartbeat needs to know of a protocol.
 *
 * <p>It makes and tells messages and keeps nothing, so one object may serve all lines, from any thread.
 *
 * <p>Reference-counted messages: what a method returns belongs to the caller, who writes or releases it. What a method
 * is given stays the caller's: nothing here releases it, {@link #answer} included.
 *
 * @param <M> the protocol's message, as it comes out of the decoder and goes into the encoder
 */
public interface HeartbeatCodec<M> {

    /** The class of the protocol's messages: others pass unseen. */
    Class<M> messageType();

    /**
     * Makes a question.
     *
     * @param token a number that differs between the questions of one line; a protocol with room for it carries it
     */
    M ping(long token);

    /** Whether the peer asks. */
    boolean isPing(M message);

    /**
     * Makes the answer to a question.
     *
     * @param ping a message for which {@link #isPing} holds
     */
    M answer(M ping);

    /** Whether the peer answers. */
    boolean isPong(M message);

    /**
     * Makes the last message to a peer that may still hear us, where the protocol has one.
     *
     * @param verdict why the line ends; its {@link io.linekeeper.line.Fate#mayHear} holds
     * @return null if the protocol has none
     */
    default @Nullable M goodbye(Verdict verdict) {
        return null;
    }
}
