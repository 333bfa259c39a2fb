package io.linekeeper.gateway.client;

import java.io.Serial;

/** The client could not do what it was asked; the message is one sentence with what, the value and the remedy. */
public final class ClientException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    ClientException(String sentence) {
        super(sentence);
    }
}
