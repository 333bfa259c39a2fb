package io.linekeeper.netty;

import io.linekeeper.line.Reachability;
import java.net.InetAddress;

/**
 * What ICMP says of hosts, as an annotation of verdicts: it decides nothing. Asked on event loops at the moment of a verdict,
 * so it must answer at once, from what it knows.
 */
@FunctionalInterface
public interface HostReachability {
    /** Knows nothing of any host. */
    HostReachability UNKNOWN = host -> Reachability.UNKNOWN;

    /** What is known of this host now. */
    Reachability of(InetAddress host);
}
