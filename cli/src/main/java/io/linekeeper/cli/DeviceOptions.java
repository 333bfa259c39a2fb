package io.linekeeper.cli;

import io.linekeeper.gateway.Devices;
import io.linekeeper.netty.session.SessionTerms;
import io.linekeeper.policy.PolicyException;
import io.linekeeper.session.CredentialTable;
import io.linekeeper.session.DeviceAuthenticator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which devices the listeners that speak {@code line} let in. */
final class DeviceOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--device-credentials",
            paramLabel = "FILE",
            description =
                    "line: let in only devices that prove themselves by this file, one entry a line, as linekeeper"
                            + " credential makes them. Default: every device is believed, on loopback only.")
    private Optional<String> credentials = Optional.empty();

    @Option(
            names = "--allow-anonymous-devices",
            description = "line: believe every device by its word off loopback, too. Whoever can reach the listener can"
                    + " take any device's place. Default: off.")
    private boolean anonymous;

    @Option(
            names = "--insecure-credentials",
            description =
                    "line: ask for credentials off loopback, where whoever is on the way can read them. Default: off.")
    private boolean insecure;

    @Option(
            names = "--handshake-deadline",
            paramLabel = "D",
            description =
                    "line: how long a connection may take until it is a device's session, whatever it sends; 250ms"
                            + " to 1h. Default: 10s.")
    private Duration handshake = SessionTerms.DEFAULT_HANDSHAKE;

    /**
     * What was asked for.
     *
     * @throws ParameterException if the file cannot be read, or a value cannot hold
     */
    Devices devices() {
        try {
            return new Devices(credentials.map(this::table), anonymous, insecure, handshake);
        } catch (IllegalArgumentException e) {
            throw misused("--handshake-deadline: " + e.getMessage());
        }
    }

    private DeviceAuthenticator table(String file) {
        try {
            return CredentialTable.parse(Files.readString(Path.of(file), StandardCharsets.UTF_8));
        } catch (IOException | InvalidPathException e) {
            throw misused("--device-credentials: the file \"" + file + "\" cannot be read: " + FileRefusal.toRead(e));
        } catch (PolicyException e) {
            throw misused("--device-credentials: " + file + ": " + e.getMessage());
        }
    }

    private ParameterException misused(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
