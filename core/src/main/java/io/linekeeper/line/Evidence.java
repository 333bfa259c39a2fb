package io.linekeeper.line;

import org.jspecify.annotations.Nullable;

/**
 * What a verdict rests on. A value.
 *
 * @param questions questions asked in this silence, none of them answered
 * @param acknowledged whether the peer's kernel acknowledged every one of them; false where nobody can tell
 * @param witness the latest sample of the line, or null if there is none
 * @param reachability whether the peer's host answered to ICMP; an annotation, on which no verdict rests
 * @param detail what else was seen: an errno's name, the type of a malformed frame, the rest of a broken one; or null.
 *     Never the peer's bytes unescaped.
 */
public record Evidence(
        int questions,
        boolean acknowledged,
        @Nullable Witness witness,
        Reachability reachability,
        @Nullable String detail) {}
