package io.linekeeper.policy;

import java.io.Serial;

/**
 * A setting that cannot hold. Its message is one sentence for the person who set it: what, the value, the limit and the
 * remedy; it can be shown as it stands.
 */
public final class PolicyException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** A refusal with its whole sentence. */
    public PolicyException(String sentence) {
        super(sentence);
    }
}
