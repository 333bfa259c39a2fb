package io.linekeeper.cli;

import io.linekeeper.gateway.client.FleetConfig;
import io.linekeeper.session.Credential;
import io.linekeeper.session.DeviceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Who connects with the {@code line} protocol. */
final class DeviceChoice {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--device",
            paramLabel = "ID",
            description = "line: the device that connects, 1 to 128 of A-Z a-z 0-9 . _ : -. Default: none; line needs"
                    + " this or --device-prefix.")
    private Optional<DeviceId> device = Optional.empty();

    @Option(
            names = "--device-prefix",
            paramLabel = "P",
            description =
                    "line: as many devices as --lines says, named P1, P2 and so on; tells how many are live instead"
                            + " of what each does. Default: none.")
    private Optional<String> prefix = Optional.empty();

    @Option(
            names = "--credential-file",
            paramLabel = "FILE",
            description =
                    "line: what a device proves itself with, up to 255 bytes; a line break at the end is no part of"
                            + " it. The devices of --device-prefix all have this one. Default: no credential.")
    private Optional<String> credentialFile = Optional.empty();

    @Option(
            names = "--reconnect-after-superseded",
            description = "line: connect again when the same device has come back on another line. Two that do so take"
                    + " the session from each other for ever. Default: not.")
    private boolean afterSuperseded;

    /** Whether each device is told of, and not only how many there are. */
    boolean isOne() {
        return device.isPresent();
    }

    boolean afterSuperseded() {
        return afterSuperseded;
    }

    /** @throws ParameterException if any of these options is given, which this protocol does not have */
    void requireNone(String protocol) {
        String given = device.isPresent()
                ? "--device"
                : prefix.isPresent()
                        ? "--device-prefix"
                        : credentialFile.isPresent()
                                ? "--credential-file"
                                : afterSuperseded ? "--reconnect-after-superseded" : "";
        if (!given.isEmpty()) {
            throw misused(given + " has no meaning in " + protocol
                    + ", which knows no devices; leave it out, or connect with --protocol line");
        }
    }

    /** Those that connect. */
    List<DeviceId> devices(int lines) {
        if (device.isPresent() && prefix.isPresent()) {
            throw misused("--device and --device-prefix exclude each other; give one of them");
        }
        if (device.isPresent()) {
            if (lines != 1) {
                throw misused(
                        "--device " + device.get() + " is one device, and a device has one line; leave out --lines"
                                + " " + lines + ", or name many devices with --device-prefix P");
            }
            return List.of(device.get());
        }
        String many = prefix.orElseThrow(() -> misused("--protocol line connects devices, and none is named; add"
                + " --device ID, or --device-prefix P and --lines N for many"));
        try {
            return FleetConfig.numbered(many, lines);
        } catch (IllegalArgumentException e) {
            throw misused("--device-prefix: " + e.getMessage());
        }
    }

    /** What they prove themselves with. No message tells anything of what is in the file. */
    Credential credential() {
        return credentialFile.map(this::read).orElse(Credential.none());
    }

    private Credential read(String file) {
        byte[] bytes;
        try {
            bytes = withoutLineBreak(Files.readAllBytes(Path.of(file)));
        } catch (IOException | InvalidPathException e) {
            throw misused("--credential-file: the file \"" + file + "\" cannot be read: " + FileRefusal.toRead(e));
        }
        if (bytes.length == 0) {
            throw misused("--credential-file: the file \"" + file
                    + "\" is empty; put the credential into it, or leave the option out");
        }
        try {
            return Credential.of(bytes);
        } catch (IllegalArgumentException e) {
            throw misused("--credential-file: " + e.getMessage());
        }
    }

    private static byte[] withoutLineBreak(byte[] bytes) {
        int length = bytes.length;
        if (length > 0 && bytes[length - 1] == '\n') {
            length--;
            if (length > 0 && bytes[length - 1] == '\r') {
                length--;
            }
        }
        return Arrays.copyOf(bytes, length);
    }

    private ParameterException misused(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
