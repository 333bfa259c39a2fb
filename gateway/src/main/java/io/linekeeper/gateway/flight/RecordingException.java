package io.linekeeper.gateway.flight;

import java.io.Serial;

/** A file is no flight recording that can be read here; the message says which file and line, what is wrong and what to do. */
public final class RecordingException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    RecordingException(String sentence) {
        super(sentence);
    }
}
