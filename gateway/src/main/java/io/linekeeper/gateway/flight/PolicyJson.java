package io.linekeeper.gateway.flight;

import com.fasterxml.jackson.core.JsonGenerator;
import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.KeepAlive;
import io.linekeeper.policy.KernelPolicy;
import io.linekeeper.policy.LivenessPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A policy with all its numbers, so that a recording explains itself. */
final class PolicyJson {
    private static final String TWO_WAY = "two-way";
    private static final String ONE_WAY = "one-way";
    private static final String OFF = "off";

    private PolicyJson() {}

    static void write(JsonGenerator json, LivenessPolicy policy) throws IOException {
        json.writeObjectFieldStart("policy");
        writeHeartbeat(json, policy.heartbeat());
        Optional<KeepAlive> keepAlive = policy.kernel().keepAlive();
        if (keepAlive.isPresent()) {
            json.writeObjectFieldStart("kernel_keepalive");
            write(json, keepAlive.get());
            json.writeEndObject();
        }
        Optional<Duration> userTimeout = policy.kernel().userTimeout();
        if (userTimeout.isPresent()) {
            FlightJson.millis(json, "user_timeout_ms", userTimeout.get());
        }
        FlightJson.millis(json, "stall_limit_ms", policy.stallLimit());
        FlightJson.millis(json, "drain_ms", policy.drain());
        json.writeEndObject();
    }

    private static void writeHeartbeat(JsonGenerator json, Heartbeat heartbeat) throws IOException {
        json.writeObjectFieldStart("heartbeat");
        if (heartbeat instanceof Heartbeat.TwoWay twoWay) {
            json.writeStringField("kind", TWO_WAY);
            write(json, twoWay.rule());
            json.writeStringField("answers", twoWay.answers().name());
        } else if (heartbeat instanceof Heartbeat.OneWay oneWay) {
            json.writeStringField("kind", ONE_WAY);
            FlightJson.millis(json, "timeout_ms", oneWay.timeout());
        } else {
            json.writeStringField("kind", OFF);
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, KeepAlive rule) throws IOException {
        FlightJson.millis(json, "idle_ms", rule.idle());
        FlightJson.millis(json, "interval_ms", rule.interval());
        json.writeNumberField("probes", rule.probes());
    }

    static LivenessPolicy read(Fields policy) {
        KernelPolicy kernel = new KernelPolicy(
                policy.has("kernel_keepalive")
                        ? Optional.of(rule(policy.object("kernel_keepalive")))
                        : Optional.empty(),
                policy.has("user_timeout_ms") ? Optional.of(policy.duration("user_timeout_ms")) : Optional.empty());
        return new LivenessPolicy(
                kernel,
                heartbeat(policy.object("heartbeat")),
                policy.duration("stall_limit_ms"),
                policy.duration("drain_ms"));
    }

    private static Heartbeat heartbeat(Fields heartbeat) {
        String kind = heartbeat.text("kind");
        return switch (kind) {
            case TWO_WAY -> new Heartbeat.TwoWay(rule(heartbeat), heartbeat.name("answers", Heartbeat.Answers.class));
            case ONE_WAY -> new Heartbeat.OneWay(heartbeat.duration("timeout_ms"));
            case OFF -> new Heartbeat.Off();
            default -> throw heartbeat.wrong("kind", "is none of two-way, one-way and off");
        };
    }

    private static KeepAlive rule(Fields rule) {
        return new KeepAlive(rule.duration("idle_ms"), rule.duration("interval_ms"), rule.count("probes"));
    }
}
