package io.linekeeper.line;

/**
 * What ICMP says of a peer's host. An annotation: an answer proves the host (or the box that translates its address), never
 * the process, and no answer proves nothing, since many networks drop echo requests (RFC 1122, section 3.2.2.6).
 */
public enum Reachability {
    /** Nobody asked, or there is no telling. */
    UNKNOWN,
    /** The latest echo request was answered in time. */
    ANSWERS,
    /** The latest echo request was not answered in time. */
    NO_ANSWER
}
