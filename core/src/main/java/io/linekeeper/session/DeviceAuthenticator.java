package io.linekeeper.session;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Decides whether a device is who it says it is, before it takes anybody's place. To be implemented by whoever keeps the
 * devices.
 *
 * <p>Called on event loops, many at a time: it must not block, and completes what it returns later where it has to wait. A
 * line whose answer does not come before the handshake deadline ends as OVERDUE. What it throws, or completes with, counts
 * as "no" and must carry no credential.
 */
@FunctionalInterface
public interface DeviceAuthenticator {

    /**
     * Whether the credential proves the device.
     *
     * @param listener the name of the listener that it came to: a credential of one must not hold at another
     */
    CompletionStage<Boolean> authenticate(DeviceId device, Credential credential, String listener);

    /** Believes everybody. For loopback, and for networks on which only devices are that may be believed. */
    static DeviceAuthenticator none() {
        return (device, credential, listener) -> CompletableFuture.completedFuture(true);
    }
}
