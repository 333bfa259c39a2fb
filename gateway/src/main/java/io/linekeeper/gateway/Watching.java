package io.linekeeper.gateway;

import io.linekeeper.gateway.flight.Exposure;
import io.linekeeper.policy.LivenessPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How long the lines of each listener are watched, all together. Any thread. */
final class Watching {
    private final Map<String, Lines> listeners = new TreeMap<>();

    private static final class Lines {
        final LivenessPolicy policy;
        int now;
        private long nanos;
        private long countedAt;

        Lines(LivenessPolicy policy, long nowNanos) {
            this.policy = policy;
            countedAt = nowNanos;
        }

        void count(long nowNanos) {
            // loops read the clock before they come here, so one may come with an earlier time than another
            long passed = Math.max(0, nowNanos - countedAt);
            nanos += now * passed;
            countedAt += passed;
        }

        long take() {
            long taken = nanos;
            nanos = 0;
            return taken;
        }
    }

    synchronized void connected(String listener, LivenessPolicy policy, long nowNanos) {
        Lines lines = listeners.computeIfAbsent(listener, name -> new Lines(policy, nowNanos));
        lines.count(nowNanos);
        lines.now++;
    }

    synchronized void closed(String listener, long nowNanos) {
        Lines lines = listeners.get(listener);
        if (lines != null) {
            lines.count(nowNanos);
            lines.now--;
        }
    }

    /** What was counted since this was last called, of each listener that has had a line. */
    synchronized List<Exposure> take(Instant at, long nowNanos) {
        return listeners.entrySet().stream()
                .map(each -> {
                    Lines lines = each.getValue();
                    lines.count(nowNanos);
                    return new Exposure(at, each.getKey(), lines.policy, lines.now, lines.take());
                })
                .toList();
    }
}
