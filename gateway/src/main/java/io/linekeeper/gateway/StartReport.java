package io.linekeeper.gateway;

import io.linekeeper.netty.EffectiveOptions;
import io.linekeeper.netty.ResolvedTransport;
import io.linekeeper.policy.Durations;
import io.linekeeper.policy.KernelPolicy;
import io.linekeeper.policy.LivenessPolicy;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a gateway says of itself at start. */
final class StartReport {
    private final GatewayConfig config;
    private final ResolvedTransport transport;

    StartReport(GatewayConfig config, ResolvedTransport transport) {
        this.config = config;
        this.transport = transport;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append("transport ")
                .append(transport.transport().name().toLowerCase(Locale.ROOT))
                .append('\n');
        if (config.verdicts() == Verdicts.OBSERVE) {
            text.append("verdicts are only observed: no line is ended for them, and the kernel's keepalive and user"
                    + " time-out are left as this host has them\n");
        }
        config.reporting()
                .icmp()
                .ifPresent(icmp -> text.append("hosts are pinged every ")
                        .append(Durations.format(icmp.period()))
                        .append(", an answer has ")
                        .append(Durations.format(icmp.timeout()))
                        .append("; it decides nothing\n"));
        for (String missing : transport.missing()) {
            text.append("  not on this platform: ").append(missing).append('\n');
        }
        byPolicy().forEach((policy, protocols) -> {
            text.append('\n').append(protocols).append(":\n");
            text.append(PolicyReport.withoutReasons(policy, transport.capabilities()));
        });
        if (config.listeners().stream().anyMatch(listener -> listener.protocol() == Protocol.LINE)) {
            text.append('\n').append(lineProtocol());
        }
        text.append("\nwhy: linekeeper explain, with the same options\n");
        return text.append(acceptedSocket()).toString();
    }

    private String lineProtocol() {
        Devices devices = config.devices();
        return "line: the heartbeat is agreed on with each device: it answers or it beats, within the same bound; one that can"
                + " do neither is judged by the kernel alone\n"
                + "line: devices are "
                + (devices.authenticator().isPresent() ? "let in by their credentials" : "believed by their word")
                + ", handshake deadline " + Durations.format(devices.handshake()) + "\n";
    }

    /** The policies in use, and the protocols under each. */
    private Map<LivenessPolicy, String> byPolicy() {
        return config.listeners().stream()
                .map(ListenAddress::protocol)
                .distinct()
                .collect(Collectors.toMap(
                        config::policyOf, Protocol::word, (one, other) -> one + ", " + other, LinkedHashMap::new));
    }

    private String acceptedSocket() {
        KernelPolicy kernel = config.verdicts() == Verdicts.OBSERVE
                ? KernelPolicy.off()
                : config.policy().kernel();
        try {
            EffectiveOptions options = transport.kernelOptions().verify(kernel);
            List<String> differences = options.differencesFrom(kernel);
            String got = "an accepted socket really has: " + options + "\n";
            return differences.stream()
                    .map(each -> "  not taken: " + each + "\n")
                    .collect(Collectors.joining("", got, ""));
        } catch (IOException e) {
            return "an accepted socket could not be tried: " + e.getMessage() + "\n";
        }
    }
}
