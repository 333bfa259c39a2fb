package io.linekeeper.gateway;

import io.linekeeper.gateway.icmp.PingSettings;
import java.util.Optional;

/**
 * What a gateway finds out and tells beside its events. A value.
 *
 * @param icmp how the hosts of lines are pinged, if they are
 */
public record Reporting(Optional<PingSettings> icmp) {

    /** Nothing but events. */
    public static Reporting none() {
        return new Reporting(Optional.empty());
    }
}
