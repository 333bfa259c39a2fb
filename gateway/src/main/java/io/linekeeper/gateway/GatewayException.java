package io.linekeeper.gateway;

import java.io.Serial;

/** The gateway cannot do what it was asked; the message is one sentence with value, limit and remedy. */
public final class GatewayException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    GatewayException(String sentence) {
        super(sentence);
    }

    GatewayException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
