package io.linekeeper.line;

/**
 * Carries out what a look at one line decides; decides nothing itself. Called by the {@link RollCall} on the thread that
 * owns it. May call back into the line and the roll call, also to remove this line or others.
 */
public interface Keeper {

    /** Takes a sample of the line now; {@link Witness#ofBuffers} where the kernel cannot be asked. */
    Witness testify();

    /** Does what the step says; never called with {@link Step#QUIET} or {@link Step#SAMPLE}. */
    void carryOut(Step step);
}
