package io.linekeeper.line;

/**
 * Where a line stands.
 *
 * <pre>
 *   QUIET   -> ASKED      a question was sent
 *   QUIET   -> SUSPECT    the kernel probes in vain
 *   ASKED   -> SUSPECT    a question is unanswered for an interval
 *   ASKED   -> QUIET      heard
 *   SUSPECT -> QUIET      heard: recovered
 *   any of these three -> OBSERVED   a death that is only observed
 *   OBSERVED -> QUIET     heard: recovered
 *   any of these four -> JUDGED
 * </pre>
 *
 * A judged line is never anything else again. Any other edge is a bug and throws.
 */
enum LineState {
    /** Heard within its time, or at least nothing was asked. */
    QUIET,
    /** Asked, and the answer is not late. */
    ASKED,
    /** At least one question unanswered, or the kernel probes without an answer. */
    SUSPECT,
    /** Judged dead, but verdicts are only observed: it goes on. */
    OBSERVED,
    /** The one judgement has been given. */
    JUDGED;

    /** Whether the line is suspect: dead, for all that is known, and not ended. */
    boolean isSuspicious() {
        return this == SUSPECT || this == OBSERVED;
    }

    boolean mayMoveTo(LineState next) {
        return switch (this) {
            case QUIET -> next != QUIET;
            case ASKED -> next != ASKED;
            case SUSPECT -> next == QUIET || next == OBSERVED || next == JUDGED;
            case OBSERVED -> next == QUIET || next == JUDGED;
            case JUDGED -> false;
        };
    }
}
