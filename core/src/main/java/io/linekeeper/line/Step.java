package io.linekeeper.line;

/** What a look at a line asks it to do. A look goes on until it says {@link #QUIET}. */
public enum Step {
    /** Nothing to do until the line is due again. */
    QUIET,
    /** Ask the witness: {@link Line#testify}. */
    SAMPLE,
    /** There is no kernel witness: read from the line now, whether a read is outstanding or not. */
    LISTEN,
    /** Send a question, and report through {@link Line#asked} when it has left our own buffer. */
    ASK,
    /**
     * Switch this socket's user time-out off, for good: the kernel's clock for it runs while a peer reads slowly, and from
     * now on looks keep the time. Once in the life of a line.
     */
    LIFT,
    /** Report that the line is suspect. */
    SUSPECTED,
    /** Report that a suspect line was heard again. */
    RECOVERED,
    /** Report that no read has been outstanding on the line for the stall limit, or for that long again. */
    PAUSED,
    /** Report the death that {@link Line#observed} tells: the line goes on, since verdicts are only observed. */
    OBSERVED,
    /** End the line as its {@link Line#verdict} says. */
    VERDICT,
    /**
     * The drain is over. Read what has arrived already, as far as the application reads at all: the call may come before the
     * loop has. Then, if that did not end the line, close it, with linger 0 if anything is unacknowledged.
     */
    CUT
}
