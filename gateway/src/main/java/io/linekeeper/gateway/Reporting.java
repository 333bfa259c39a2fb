package io.linekeeper.gateway;

import io.linekeeper.gateway.icmp.PingSettings;
import io.linekeeper.gateway.metrics.MetricsAddress;
import java.util.Optional;

/**
 * What a gateway finds out and tells beside its events. A value.
 *
 * @param icmp how the hosts of lines are pinged, if they are
 * @param metrics where metrics are read, if anywhere
 */
public record Reporting(Optional<PingSettings> icmp, Optional<MetricsAddress> metrics) {

    /** Nothing but events. */
    public static Reporting none() {
        return new Reporting(Optional.empty(), Optional.empty());
    }
}
