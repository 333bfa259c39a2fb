package io.linekeeper.gateway.icmp;

import io.linekeeper.line.Reachability;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Hears what ping says of hosts. Called on the thread of a {@link HostWatch}: must not block for long. */
public interface HostListener {

    /**
     * Another thing is known of a host than before.
     *
     * @param lines how many lines there are to it
     * @param why what ping said when it ended, if it did; else null
     */
    void reachability(InetAddress host, Reachability state, int lines, @Nullable String why);

    /** There are lines to more hosts than are pinged: of the others nothing is known. Told once. */
    void tooManyHosts(int most);
}
