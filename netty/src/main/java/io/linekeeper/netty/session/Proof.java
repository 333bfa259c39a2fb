package io.linekeeper.netty.session;

import io.linekeeper.wire.Frame;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.util.concurrent.CompletionStage;

/** Has a device prove itself. An authenticator that fails proves nobody, and what it says of it is logged by its class alone. */
final class Proof {
    private static final InternalLogger LOGGER = InternalLoggerFactory.getInstance(Proof.class);

    private Proof() {}

    static CompletionStage<Boolean> of(SessionTerms terms, Frame.Hello hello) {
        return Asked.of(() -> terms.authenticator().authenticate(hello.device(), hello.credential(), terms.listener()))
                .exceptionally(failure -> {
                    LOGGER.warn("the authenticator failed for the device {}: {}", hello.device(), failure.getClass());
                    return false;
                });
    }
}
