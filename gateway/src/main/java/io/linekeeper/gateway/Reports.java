package io.linekeeper.gateway;

import io.linekeeper.gateway.icmp.HostWatch;
import io.linekeeper.gateway.metrics.LineMetrics;
import io.linekeeper.gateway.metrics.MetricsPage;
import io.linekeeper.line.MassSilence;
import io.linekeeper.netty.HostReachability;
import io.linekeeper.netty.LineListener;
import io.linekeeper.netty.Linekeeper;
import io.linekeeper.netty.Observations;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All who hear of a gateway's lines, and what is found out about their hosts. Any thread. */
final class Reports implements AutoCloseable {
    private final Observations observations = new Observations();
    private final @Nullable HostWatch hosts;
    private final @Nullable FlightLog flights;
    private final @Nullable MetricsPage metrics;
    private final LineListener listener;

    private Reports(
            EventLog events, @Nullable HostWatch hosts, @Nullable FlightLog flights, @Nullable MetricsPage metrics) {
        this.hosts = hosts;
        this.flights = flights;
        this.metrics = metrics;
        LineListener told = told(events);
        LineListener watched = hosts == null ? told : told.and(hosts);
        this.listener = flights == null ? watched : watched.and(flights);
    }

    private LineListener told(EventLog events) {
        LineListener told = events.and(observations);
        if (metrics == null) {
            return told.and(new Masses(events::massSilence));
        }
        LineMetrics meters = new LineMetrics(metrics.registry(), observations);
        events.countLost(metrics.registry());
        Consumer<MassSilence.Finding> masses = events::massSilence;
        return told.and(new Masses(masses.andThen(meters::massSilence))).and(meters);
    }

    /** @throws GatewayException if something that is asked for cannot be had on this machine */
    static Reports start(Reporting wanted, EventLog events, @Nullable FlightLog flights) throws GatewayException {
        MetricsPage metrics = null;
        try {
            if (wanted.metrics().isPresent()) {
                metrics = MetricsPage.start(wanted.metrics().get());
                events.say("metrics at " + metrics.url());
            }
            HostWatch hosts = wanted.icmp().isEmpty()
                    ? null
                    : HostWatch.start(wanted.icmp().get(), events);
            return new Reports(events, hosts, flights, metrics);
        } catch (IOException e) {
            if (metrics != null) {
                metrics.close();
            }
            throw new GatewayException(String.valueOf(e.getMessage()));
        }
    }

    /** The same keeper, which tells what happens to its lines. */
    Linekeeper with(Linekeeper keeper) {
        Linekeeper told =
                keeper.withListener(listener).withReachability(hosts == null ? HostReachability.UNKNOWN : hosts);
        return flights == null ? told : told.recording();
    }

    /** What became of deaths that were only observed. */
    Observations.Counts observations() {
        return observations.counts();
    }

    /** Ends what runs beside the gateway. */
    @Override
    public void close() {
        if (hosts != null) {
            hosts.close();
        }
        if (metrics != null) {
            metrics.close();
        }
    }
}
