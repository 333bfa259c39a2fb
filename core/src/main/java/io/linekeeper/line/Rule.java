package io.linekeeper.line;

import org.jspecify.annotations.Nullable;

/**
 * How lines of one policy are judged. Stateless: what is known of a line is in the line. Times are hearing time in
 * milliseconds.
 */
sealed interface Rule permits KernelRule, OneWayRule, TwoWayRule {

    /** The next step of a look at {@code line}; {@code witness} is null until {@link Step#SAMPLE} was asked for. */
    Step check(Line line, @Nullable Witness witness, int now);

    /** How long after its beginning a line is first looked at. */
    int firstLook(Line line);
}
