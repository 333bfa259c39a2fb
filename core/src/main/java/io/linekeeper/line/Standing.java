package io.linekeeper.line;

/**
 * What is known of a peer's habit to answer, where nothing was negotiated: there are clients that ask and never answer.
 * Under {@link io.linekeeper.policy.Heartbeat.Answers#REQUIRED} every line is proven from the start.
 */
enum Standing {
    /** Never asked: its first question comes an idle time after it began, whether it talks or not. */
    STRANGER,
    /** Asked, no answer ever: its silence is not charged. */
    UNPROVEN,
    /** Has answered at least once: from now on it is judged by its answers. */
    PROVEN,
    /** Let a whole round of questions pass while its kernel acknowledged them: asked no more, the kernel judges. */
    MUTE;

    private static final Standing[] ALL = values();

    static Standing at(byte ordinal) {
        return ALL[ordinal];
    }
}
