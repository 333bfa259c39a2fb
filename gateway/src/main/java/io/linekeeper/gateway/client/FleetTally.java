package io.linekeeper.gateway.client;

import io.linekeeper.client.ClientState;
import io.linekeeper.client.ClientState.Draining;
import io.linekeeper.client.ClientState.Ended;
import io.linekeeper.client.ClientState.Kind;
import io.linekeeper.client.Reason;
import io.linekeeper.session.DeviceId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the score of a fleet. Any thread. */
final class FleetTally {
    private final int devices;
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    private long reconnects;
    private int foundDead;
    private int sentAway;
    private @Nullable String firstDead;
    private @Nullable String firstSentAway;
    private @Nullable String latestLoss;

    FleetTally(int devices) {
        this.devices = devices;
        counts.put(Kind.NEW, devices);
    }

    /** A device has come from one state to the next. */
    synchronized void moved(DeviceId device, ClientState from, ClientState to) {
        counts.merge(from.kind(), -1, Integer::sum);
        counts.merge(to.kind(), 1, Integer::sum);
        if (from.kind() == Kind.WAITING && to.kind() == Kind.CONNECTING) {
            reconnects++;
        }
        if (to instanceof Draining draining
                && draining.why() instanceof Reason.Judged judged
                && judged.fate().isFound()
                && foundDead++ == 0) {
            firstDead = device + ": " + StateWords.of(judged);
        }
        if (to instanceof ClientState.Waiting waiting) {
            latestLoss = device + ": " + StateWords.of(waiting.why());
        }
        if (to instanceof Ended ended && !(ended.why() instanceof Reason.Stopped) && sentAway++ == 0) {
            firstSentAway = device + ": " + StateWords.of(ended.why());
        }
    }

    /** Where they are. */
    synchronized FleetCounts counts() {
        return new FleetCounts(
                devices,
                of(Kind.NEW) + of(Kind.CONNECTING),
                of(Kind.LIVE),
                of(Kind.SUSPECT),
                of(Kind.DRAINING),
                of(Kind.WAITING),
                of(Kind.ENDED),
                reconnects);
    }

    private int of(Kind kind) {
        return counts.getOrDefault(kind, 0);
    }

    /**
     * What did not go as asked, in one clause.
     *
     * @param asLongAsAsked whether the devices were asked to last until now, so that one without a line is amiss
     */
    synchronized Optional<String> complaint(boolean asLongAsAsked) {
        if (firstSentAway != null) {
            return Optional.of(firstSentAway + others(sentAway, "sent away for good"));
        }
        if (firstDead != null) {
            return Optional.of(firstDead + others(foundDead, "judgements"));
        }
        int away = devices - of(Kind.LIVE) - of(Kind.SUSPECT);
        return asLongAsAsked && away > 0
                ? Optional.of("there was no line at the end" + others(away, "without one")
                        + (latestLoss == null ? "" : "; " + latestLoss))
                : Optional.empty();
    }

    private String others(int count, String how) {
        return devices == 1 ? "" : " (" + count + " " + how + ", of " + devices + " devices)";
    }
}
