package io.linekeeper.cli;

import io.linekeeper.gateway.Reporting;
import io.linekeeper.gateway.icmp.PingSettings;
import io.linekeeper.gateway.metrics.MetricsAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a server finds out and tells beside its events. */
final class ReportingOptions {
    @Option(
            names = "--icmp",
            paramLabel = "period=D,timeout=D",
            description =
                    "Ping each host that has a line, up to 256 of them, and tell with each verdict whether its host"
                            + " answered: period=1s,timeout=300ms, for example. It decides nothing. Needs the ping of iputils."
                            + " Default: off.")
    private @Nullable PingSettings icmp;

    @Option(
            names = "--metrics",
            paramLabel = "[HOST:]PORT",
            description =
                    "Serve metrics in the text format of Prometheus at http://HOST:PORT/metrics, HOST 127.0.0.1 unless"
                            + " given and only on loopback, PORT 0 picks a free one. Default: off.")
    private @Nullable MetricsAddress metrics;

    Reporting reporting() {
        return new Reporting(Optional.ofNullable(icmp), Optional.ofNullable(metrics));
    }
}
