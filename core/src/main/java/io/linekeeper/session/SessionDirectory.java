package io.linekeeper.session;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Knows the session of each device, for one gateway or for several that share it. To be implemented over any store that has
 * a compare-and-set; {@code SessionDirectoryContract} is the test that each must pass.
 *
 * <p>Any thread, and must not block: what has to wait completes its stage later, on any thread. A stage that fails says that
 * nobody knows whether the change was made; whoever asked must be able to ask again.
 *
 * <p>Epochs: a claim gets {@code max(last + 1, the directory's microseconds since 1970, claim.atLeast)}, where {@code last}
 * is the largest epoch of the device that the directory remembers. It need not remember sessions that were released.
 */
public interface SessionDirectory {

    /** The device's session, if it has one. */
    CompletionStage<Optional<Session>> find(DeviceId device);

    /**
     * Makes the claim's line the device's session if the epoch of the session there is is the expected one, and changes
     * nothing otherwise. Of several claims with one expectation at most one is granted.
     */
    CompletionStage<Claimed> claim(Claim claim);

    /**
     * Ends a session, unless another has taken its place: that one is never touched.
     *
     * @return whether it was the device's session until now
     */
    CompletionStage<Boolean> release(Session session);
}
