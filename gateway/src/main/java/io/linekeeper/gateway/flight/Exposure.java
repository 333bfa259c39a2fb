package io.linekeeper.gateway.flight;

import io.linekeeper.policy.LivenessPolicy;
import java.time.Instant;

/**
 * How long lines were watched, so that rates can be told: of one listener, since the record of exposure before. A value.
 *
 * @param at when it was counted, on the wall clock: for display only
 * @param listener the listener's name
 * @param policy by which its lines begin
 * @param lines how many there are now
 * @param lineNanos how long they were watched, all together
 */
public record Exposure(Instant at, String listener, LivenessPolicy policy, int lines, long lineNanos) {}
